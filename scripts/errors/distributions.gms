# Distributions that cannot be: every complaint stands at the user's call.

e = vmap(k -> E(z ~ Normal(0,1), z^2, n=1000))(1:2000);
t = (value(e) - 1)/se(e);
[sum(abs(t) <= 1), sum(abs(t) <= 2), sum(abs(t) <= 3)]
mean(t^2)
e = vmap(k -> grad(θ -> E(z ~ Normal(θ,1), z^3, n=1000, estimator="score", baseline="mean"))(0.5))(1:2000);
t = (value(e) - 3.75)/se(e);
[sum(abs(t) <= 1), sum(abs(t) <= 2), sum(abs(t) <= 3)]
mean(t^2)
e = vmap(k -> E(z ~ Normal(0,E(y ~ Exponential(1), y, n=1000)), z^2, n=1000))(1:2000);
t = (value(e) - 1)/se(e);
[sum(abs(t) <= 1), sum(abs(t) <= 2), sum(abs(t) <= 3)]
Normal(0, 1).like("a")
# ## Draws without a derivative
grad(p -> { z ~ Bernoulli(p); 1.0*z })(0.5)
grad(p -> { z ~ Categorical([p, 1 - p]); 1.0*z })(0.5)
grad(w -> { z ~ Mixture([w, 1 - w], (Normal(0, 1), Normal(1, 1))); z })(0.5)
