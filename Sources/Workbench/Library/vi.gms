# Variational inference: bounds on the evidence, gradients of bounds by draws, the variational autoencoder, and reports of what it
# has learned. The scripts under scripts/vi are its course.
# names: elbo, iw_bound, renyi_bound, chi_bound, log_weights, effective_size, pareto_k, smoothed_weights
# names: bound_sample, bound_at, gradient_moments, bound_estimators
# names: vae, encode, decode, prior, vae_loss, check_data, elbo_terms, iw_evidence, refine
# names: latent_report, inference_gaps, rebuild, traverse, interpolate, generate
use bounds
use estimators
use vae
use reports
