# Variational diffusion: schedules, levels of noise, what networks predict, the steps and their divergences, the bound and its
# terms, oracles that stand in for networks, and the floors that no network goes below. The scripts under scripts/vdm are
# its course.
# names: vp_linear, sub_vp, cosine_noise, plain_cosine, clipped_cosine, linear_snr, sigmoid_noise, polynomial_noise
# names: edm, ve_geometric, rectified, inverse_cosine, schedule, schedule_of, level, gamma_rise, shifted, between
# names: noise_betas, noise_table, discrete_noise
# names: learned_noise, schedule_loss, learned_noise_loss, loss_moments, normal_errors, best_noise
# names: compare_schedules
# names: predicts, predict, convert, squared_error, noise_net, film_mlp, noise_features, level_of
# names: marginal, transition, step_posterior, model_step, step_numbers, step_kl, loss_weight, loss_weights
# names: noise_times, time_variance
# names: noise_loss
# names: min_snr, soft_min_snr, p2_weight, sigmoid_weight, karras_weight, karras_levels, bound_weight
# names: class_net, of_class, class_noise_loss
# names: preconditioned, precondition
# names: samplers, sampler, ancestral, ddim, euler_ode, heun_ode, karras_heun, dpm_solver, adaptive_ode, reverse_sde
# names: predictor_corrector, annealed_langevin
# names: carry, path, sampling_times, generate, diffusion
# names: sampler_moments
# names: flow_log_density, flow_report
# names: guided, classifier_guided, with_score, tilted
# names: linear_posterior, conditional_law, dps, pigdm, moment_matched
# names: inpaint
# names: assignment, coupled
# names: velocity_loss, velocity_net, paired, velocity_oracle, flow_between
# names: diffusion_report
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
use noise_weights
use class_net
use preconditioning
use samplers
use generation
use sampler_laws
use flow_likelihood
use guidance
use inverse
use replacement
use couplings
use velocities
use vdm_report
use vdm_bounds
use oracles
use noise_floors
