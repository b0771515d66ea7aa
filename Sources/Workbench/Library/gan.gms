# GAN dynamics: games, the fields they drive, the steps that play them, their spectra, and the same for networks.
# A field is a function v(θ, ψ) = (θ', ψ'); θ is the generator, ψ the discriminator, each a number, a vector, a record
# or a network. A step F(θ, ψ) is the next point. Spectra, stable step sizes, flows and verdicts, of these and of any
# other steps, are in `dynamics`, which this module brings along.
# names: step_of, has_memory, started, rested, play
# names: simultaneous, alternating, extragradient, runge_kutta, euler, heun, rk4
# names: heavy_ball, alternating_heavy_ball, nesterov_steps, ema_momentum, adam_steps, ogda, past_extragradient
# names: cgd
# names: repeated, after, lookahead, clipped, averaged_steps, optimised, lazy_R1
# names: operators
# names: logistic, wasserstein, least_squares, hinge, gan_loss, nonsaturating_gan, hinge_gan, least_squares_gan
# names: losses, linear, loss, generator_loss, nonsaturating_loss, field, game, nonsaturating
# names: f_gan, f_divergence, gan_value
# names: penalized, squared_slope, R1, R2, gradient_penalty, wgan_gp, dragan, le_cam, ode_gan, unrolled
# names: consensus, sga
# names: spread_loss, noisy_loss, noisy, sampled_noise, noisy_estimate, noise_as_R1
# names: compare, compare_games, comparison, game_comparison
# names: portrait, side_by_side, spectrum_plot, stable_plot
# names: bifurcation, crossings
# names: network_game, generated, frozen_game, decayed_game, field_noise, affine_generator, quadratic_discriminator
# names: train_game, adam_game, points_of
# names: symmetries, symmetry_defect
# names: path_angle, plot_path_angle
# names: game_report, training_report, show_report, plot_report
# names: modes_hit, generator_report
# names: duality_gap, gap, proximal_gap, network_gap
use dynamics
use game_steps
use field_steps
use memory_steps
use competitive
use step_makers
use operators
use gan_losses
use f_gans
use penalties
use field_changes
use input_noise
use comparisons
use portraits
use bifurcations
use network_games
use game_training
use symmetries
use path_angles
use game_reports
use mode_counts
use duality
