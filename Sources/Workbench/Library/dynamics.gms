# What a field v or a step F does near a point: spectra, the step sizes that contract, flows with
# their invariants and periods, and the verdict on a step.
# names: J, spectrum, rho, stability_edges, stable_steps, flow, invariant_drift, period, verdict
use spectra
use stable_sets
use flows
use verdicts
