# Variational inference: bounds on the evidence; coordinate ascent with its E and M steps; natural gradients and
# stochastic inference; gradients of bounds by draws; the variational autoencoder, and reports of what it has
# learned. The scripts under scripts/vi are its course.
# names: elbo, iw_bound, renyi_bound, chi_bound, log_weights, effective_size, pareto_k, smoothed_weights
# names: ascend, steps, moved_on
# names: ppca, factor_analysis, ppca_optimum, isotropic_optimum, isotropic_price, spectrum_of, active_dimensions
# names: normal_gamma, normal_gamma_fixed_point, normal_gamma_posterior, linear_regression, regression_posterior
# names: gaussian_mixture, components, responsibilities, mixture_bound, mixture_evidence, sklearn_constant
# names: spread_centres, confusion, stochastic_mixture, mixture_em
# names: chart, charts, natural_direction, natural_step, pseudo_inverse, rank_of
# names: fisher_ways, fisher_table, empirical_fisher, null_directions, encoder_fisher
# names: robbins_monro, svi_step, stochastic_vi
# names: bound_sample, bound_at, gradient_moments
# names: vae, encode, decode, prior, vae_loss, check_data, elbo_terms, iw_evidence, refine
# names: latent_report, inference_gaps, rebuild, traverse, interpolate, generate
use bounds
use latent
use conjugate
use bayes_mixture
use mixture_svi
use mixture_em
use charts
use information
use svi
use estimators
use vae
use reports
