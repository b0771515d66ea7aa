#include "CTables.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

// A module is one line below: `MODULE(gan)` is the file gan.gms of the library's folder, after its name
// in `room` characters, and before the zero that ends it.
enum { room = 16 };

// The character i of a name, or a zero after its end.
#define AT(name, i) (name "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")[i]
// A name with its zeros; one that leaves no room for a zero does not compile.
#define NAME(name)                                                                                 \
  AT(name, 0), AT(name, 1), AT(name, 2), AT(name, 3), AT(name, 4), AT(name, 5), AT(name, 6),       \
      AT(name, 7), AT(name, 8), AT(name, 9), AT(name, 10), AT(name, 11), AT(name, 12),             \
      AT(name, 13), AT(name, 14), 0 * sizeof(char[room + 1 - sizeof name]),
#define MODULE(name) <name.gms> prefix(NAME(#name)) suffix(, 0, )

static const char library[] = {
#embed MODULE(activations)
#embed MODULE(ascent)
#embed MODULE(autocorrelation)
#embed MODULE(bayes_mixture)
#embed MODULE(bounds)
#embed MODULE(chain_checks)
#embed MODULE(chain_targets)
#embed MODULE(chains)
#embed MODULE(charts)
#embed MODULE(class_net)
#embed MODULE(clusters)
#embed MODULE(conjugate)
#embed MODULE(continuous)
#embed MODULE(coordinates)
#embed MODULE(counts)
#embed MODULE(couplings)
#embed MODULE(data)
#embed MODULE(densities)
#embed MODULE(diffusion_steps)
#embed MODULE(discrepancies)
#embed MODULE(discrete)
#embed MODULE(discrete_noise)
#embed MODULE(distributions)
#embed MODULE(divergence)
#embed MODULE(domains)
#embed MODULE(dynamics)
#embed MODULE(estimators)
#embed MODULE(events)
#embed MODULE(evidence)
#embed MODULE(extrema)
#embed MODULE(families)
#embed MODULE(fisher)
#embed MODULE(flow_likelihood)
#embed MODULE(game_steps)
#embed MODULE(gammas)
#embed MODULE(gan)
#embed MODULE(gauss)
#embed MODULE(gaussians)
#embed MODULE(generation)
#embed MODULE(guidance)
#embed MODULE(independent)
#embed MODULE(information)
#embed MODULE(initialisers)
#embed MODULE(inverse)
#embed MODULE(kde)
#embed MODULE(langevin)
#embed MODULE(langevin_laws)
#embed MODULE(latent)
#embed MODULE(laws_of_data)
#embed MODULE(learned_noise)
#embed MODULE(likelihoods)
#embed MODULE(metrics)
#embed MODULE(mixture_em)
#embed MODULE(mixture_svi)
#embed MODULE(mixtures)
#embed MODULE(neighbours)
#embed MODULE(nn)
#embed MODULE(noise_floors)
#embed MODULE(noise_levels)
#embed MODULE(noise_plots)
#embed MODULE(noise_schedules)
#embed MODULE(noise_start)
#embed MODULE(noise_times)
#embed MODULE(noise_training)
#embed MODULE(noise_weights)
#embed MODULE(normal)
#embed MODULE(ode)
#embed MODULE(optim)
#embed MODULE(options)
#embed MODULE(oracles)
#embed MODULE(own_schedules)
#embed MODULE(parzen)
#embed MODULE(places)
#embed MODULE(planar)
#embed MODULE(posteriors)
#embed MODULE(preconditioning)
#embed MODULE(predictions)
#embed MODULE(quadrature)
#embed MODULE(replacement)
#embed MODULE(reports)
#embed MODULE(sample_rows)
#embed MODULE(sampler_laws)
#embed MODULE(samplers)
#embed MODULE(schedules)
#embed MODULE(score)
#embed MODULE(score_laws)
#embed MODULE(score_losses)
#embed MODULE(score_matching)
#embed MODULE(score_scales)
#embed MODULE(score_slices)
#embed MODULE(score_training)
#embed MODULE(simplex)
#embed MODULE(solve)
#embed MODULE(special)
#embed MODULE(student)
#embed MODULE(svi)
#embed MODULE(tables)
#embed MODULE(train)
#embed MODULE(transformed)
#embed MODULE(transport)
#embed MODULE(two_sample)
#embed MODULE(vae)
#embed MODULE(vdm)
#embed MODULE(vdm_bounds)
#embed MODULE(vdm_report)
#embed MODULE(velocities)
#embed MODULE(vi)
#embed MODULE(wishart)
    0};

struct module library_module(size_t i) {
  const char *at = library;
  for (; i > 0 && *at; i--) at += room + strlen(at + room) + 1;
  if (!*at) return (struct module){NULL, NULL};
  return (struct module){at, at + room};
}
