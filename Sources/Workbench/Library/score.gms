# Score matching: losses that teach a function the score ∇ log p of a law from samples, their floors, and what a score
# sees. The scripts under scripts/score are its course.
# names: esm_at, dsm_at, noise_dsm_at, ism_at, ssm_at, ssm_vr_at, ssm_fd_at
# names: score_at, esm, dsm, dsm_constant, ism, ssm, ssm_vr, ssm_fd, multi_dsm, multi_dsm_floor, geometric_levels
# names: score_from, esm_loss, dsm_loss, ism_loss, ssm_loss, ssm_vr_loss, multi_dsm_loss, score_report
# names: loo_log_likelihood, loo_width
# names: slice_law, slice_variance
# names: langevin_step, langevin, mala, underdamped, target_of, stationary_variance, stationary_covariance
# names: stability_limit, step_matrices, mala_acceptance, annealed_variance
# names: run_chains, run_chain, annealed_chains, integrated_time, effective_size, chain_mean
# names: predicts, predict, convert, noise_net, level_of
# names: oracle, noised, score_of, mmse, fisher_information, dsm_floor, noised_entropy, parzen
use score_losses
use score_matching
use score_scales
use score_slices
use score_training
use parzen
use predictions
use oracles
use noise_floors
use chain_targets
use langevin
use langevin_laws
use chains
use autocorrelation
