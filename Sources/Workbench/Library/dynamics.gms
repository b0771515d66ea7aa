# What a field v or a step F does near a point: spectra, the step sizes that contract, flows with
# their invariants and periods, and the verdict on a step.
# names: J, spectrum, rho
# names: leading
# names: stability_edges, stable_steps
# names: flow, invariant_drift, period
# names: verdict
use spectra
use krylov
use stable_sets
use flows
use verdicts
