# A run is a value: what a training reached, and all that is needed to go on.
#~ file: seed=3

# A line through noisy points: the model is a record, the loss is of one point.
x = linspace(-1, 1, 64);
ε ~ Normal(zeros(64), 0.1);
y = 3*x - 1 + ε;
line = (w = 0.0, b = 0.0, apply = (m, x) -> m.w*x + m.b)
#> (w = 0.0, b = 0.0, apply = <function>)
loss(m, x, y) = (m(x) - y)^2
run = train(line, loss, (x, y), steps=400, opt=sgd(0.2))
#> run of 400 steps: loss 0.361133 -> 0.014464 (means of a tenth)
(run.model.w, run.model.b)
#> (3.02673, -1.00228)
# Full batches and no draws: gradient descent, which ends at the least squares solution.
A = stack((x, ones(64)), axis=2);
check [run.model.w, run.model.b] ≈ solve(A'@A, A'@y) tol 1e-6
#> ok [3.02673, -1.00228] ≈ [3.02673, -1.00228]
# The loss at each step, and how many steps there were.
(run.loss[1] > run.loss[end], run.steps)
#> (true, 400)

# Minibatches, without replacement within an epoch; the default optimiser is adam(0.001).
run = train(line, loss, (x, y), steps=100, opt=adam(0.05), batch=16, ema=0.9)
#> run of 100 steps: loss 3.40007 -> 0.0182242 (means of a tenth)
# The averaged model is another model of the run.
run.ema.w
#> 2.87542

# It goes on where it ended; in parts it has the bits of the whole.
seed(1)
whole = train(line, loss, (x, y), steps=60, opt=adam(0.05), batch=16);
seed(1)
part = train(line, loss, (x, y), steps=25, opt=adam(0.05), batch=16);
part = resume(part, 35)
#> run of 60 steps: loss 3.53217 -> 0.182435 (means of a tenth)
all(part.loss == whole.loss) and part.model.w == whole.model.w
#> true
# Step by step, with the norms of the gradient and of the change that it made.
part = step(part, 2)
#> step 61: loss 0.123176  (gradient = 0.419453, change = 0.024086)
#> step 62: loss 0.131407  (gradient = 0.371178, change = 0.0232417)
#> run of 62 steps: loss 3.53217 -> 0.155372 (means of a tenth)

# Terms with names are summed, and kept one by one.
penalised(m, x, y) = (misfit = (m(x) - y)^2, penalty = 0.1*m.w^2)
run = train(line, penalised, (x, y), steps=50, opt=momentum(0.05))
#> run of 50 steps: loss 3.02894 -> 0.743612 (means of a tenth)
(run.terms.misfit[end], run.terms.penalty[end])
#> (0.123812, 0.613971)
check run.loss ≈ run.terms.misfit + run.terms.penalty
#> ok f64[50] ≈ f64[50]

# Data that are a distribution are drawn anew at each step.
mean_of(m, x) = (x - m.μ)^2/2
run = train((μ = 0.0,), mean_of, Normal(2, 1), steps=500, opt=sgd(0.02), batch=64)
#> run of 500 steps: loss 1.3932 -> 0.483764 (means of a tenth)
check run.model.μ ≈ 2 tol 0.05
#> ok 2.01796 ≈ 2

# A step of one's own: any function (s, x) -> (s, terms). Newton's method for √2:
run = train(1.0, none, step=s -> (s/2 + 1/s, (s - sqrt(2))^2), steps=6)
#> run of 6 steps: loss 4.93038e-32
check run.model ≈ sqrt(2)
#> ok 1.41421 ≈ 1.41421

# What is to be seen: a loss of two terms, step by step.
plot(train(line, penalised, (x, y), steps=200, opt=momentum(0.02)), smooth=0)
#> loss
#>  |+                                                        *** loss
#> 4++                                                        +++ misfit
#>  |+                                                        ooo penalty
#>  | +
#> 3+ +
#>  | +
#>  |  +
#> 2+  +
#>  |  +
#>  |  +*
#> 1+   +**ooooo*
#>  |   +ooo   ooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo
#>  |   oo++     +++++++++++++++++++++++++++++++++++++++++++++++++++++++++
#> 0+ooo   +++++++
#>  +----------------+-----------------+----------------+----------------+
#>                   50               100              150              200
#>                                   step
