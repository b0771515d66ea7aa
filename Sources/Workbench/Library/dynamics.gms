# What a field v or a step F does near a point: spectra, the step sizes that contract, flows with
# their invariants and periods, the flow that the steps follow, growth before decay, and the verdict on a step.
# names: J, spectrum, rho, spectrum_report
# names: leading
# names: stability_edges, stable_steps, critical_step
# names: flow, invariant_drift, period
# names: modified_flow, modified_rates
# names: transient_growth, numerical_abscissa, departure, resolvent, kreiss, lyapunov_matrix, lyapunov_change
# names: lyapunov_exponents
# names: verdict
use spectra
use krylov
use stable_sets
use flows
use modified
use growth
use verdicts
