# Metrics: how samples, of a model for instance, compare with data or with a known law. Discrepancies of pairs, optimal
# transport, the test by a classifier, likelihoods, neighbours and modes. Samples are the rows of a tensor; a vector
# is samples of numbers. Of samples a metric is an estimate with its standard error, of laws the exact number where it
# is known. No metric sees everything: scripts/score/metrics.gms has what each misses.
# names: mmd, energy_distance, median_distance, witness
# names: transport_cost, sliced_wasserstein, frechet
# names: classifier_two_sample, bayes_accuracy
# names: nll, excess_nll, bits_per_dim
# names: nearest, copying, manifold_report, mode_coverage, modes
use discrepancies
use transport
use two_sample
use likelihoods
use neighbours
