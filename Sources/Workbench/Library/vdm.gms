# Variational diffusion: schedules, levels of noise, what networks predict, the steps and their divergences, the bound and its
# terms, oracles that stand in for networks, and the floors that no network goes below. The scripts under scripts/vdm are
# its course.
# names: vp_linear, sub_vp, cosine_noise, plain_cosine, clipped_cosine, linear_snr, sigmoid_noise, polynomial_noise
# names: edm, ve_geometric, rectified, inverse_cosine, schedule, schedule_of, level, gamma_rise, shifted, between
# names: noise_betas, noise_table, discrete_noise
# names: learned_noise, schedule_loss, loss_moments, normal_errors, best_noise
# names: compare_schedules
# names: predicts, predict, convert, squared_error, noise_net, noise_features, level_of
# names: marginal, transition, step_posterior, model_step, step_numbers, step_kl, loss_weight, loss_weights
# names: noise_times, time_variance
# names: noise_loss
# names: bound, diffusion_loss, prior_loss, reconstruction_loss, gaussian_decoder, grid_decoder, posterior_decoder
# names: pixel_values, on_grid
# names: oracle, noised, score_of, parzen
# names: mutual_information, noised_entropy, mmse, eps_mse, fisher_information, diffusion_floor, step_floor
# names: vlb_floor, dsm_floor
use noise_schedules
use noise_levels
use own_schedules
use discrete_noise
use learned_noise
use noise_plots
use predictions
use diffusion_steps
use noise_times
use noise_training
use vdm_bounds
use oracles
use noise_floors
