#~ file: seed=7
# Digits made to order: a network that is told the class, and guidance, which makes it heed the class more than it has learned to.
use vdm
use data
use metrics
use nn
use class_net
use guidance
x = f64(digits().x)/8 - 1;
y = digits().y + 1;
(seen, unseen, ys, yu) = (x[1:1500], x[1501:end], y[1:1500], y[1501:end]);

# ## One network for eleven laws
# The network sees z, γ and a row of a table: one for each class, and one for none. In one step of ten it is told none, and so it
# learns the scores of all ten classes and that of all digits together. (Ho and Salimans 2022.)
S = linear_snr(γ0=-5);
run = train(class_net(64, 10, hidden=(256, 256), of="v"), class_noise_loss(S), (seen, ys), steps=1000, batch=128,
    opt=adamw(cosine(0.005, 1000)), ema=0.995)
#> run of 1000 steps: loss 138.359 -> 65.1954 (means of a tenth)
m = run.ema;

# ## A judge
# A classifier learned from the same digits says whether what was ordered was made.
judge = train(mlp(64, 64, 10), (m, x, y) -> -log_softmax(m(x))[y], (seen, ys), steps=600, batch=128).model;
right(x, y) = mean(f64(vmap(x -> argmax(judge(x)))(x) == y))
right(unseen, yu)
#> 0.912458
check right(unseen, yu) > 0.85
#> ok 0.912458 > 0.85

# ## Guidance
# s = (1 + w) s_c - w s_all. With w = 0 the class counts as the network has learned it; with more the samples go where the class is
# more likely than it is elsewhere. Twenty digits of each class for each w: how many the judge takes for what was ordered, and how
# different those of a class are, by their mean distance from each other. z_0 still has noise; x̂ of it is judged, within -1..1. How far
# x̂ goes beyond that, where no digit is, is told as well.
free_of_noise(w, c) = {
    z = generate(S, guided(of_class(m, c), of_class(m, 0), w), 20, by=dpm_solver(), steps=20, d=64)
    f64(vmap(z -> predict(of_class(m, c), z, level(S, 0), "x"))(z))
}
within(x) = min(max(x, -1.0), 1.0)
apart(z) = mean([mean([norm(z[i] - z[j]) for i in 1:20]) for j in 1:20])
judged(w) = {
    (hits, distance, excess) = (zeros(10), zeros(10), zeros(10))
    for c in 1:10 {
        x = free_of_noise(w, c)
        hits[c] = right(within(x), full(c, 20))
        distance[c] = apart(within(x))
        excess[c] = mean(abs(x - within(x)))
    }
    (right = mean(hits), apart = mean(distance), beyond = mean(excess))
}
free = judged(0.0)
#> (right = 0.94, apart = 3.77996, beyond = 0.0409497)
guided_once = judged(1.0)
#> (right = 1.0, apart = 3.6178, beyond = 0.080163)
guided_more = judged(3.0)
#> (right = 0.99, apart = 4.3414, beyond = 0.233366)
# The digits of the data, for comparison: 20 of each class.
of_data = mean([apart(seen[argsort(i64(ys != c))[1:20]]) for c in 1:10])
#> 3.74402
check guided_once.right >= free.right
#> ok 1.0 >= 0.94
check guided_more.right > 0.9
#> ok 0.99 > 0.9
check guided_once.apart < free.apart
#> ok 3.6178 < 3.77996
check guided_more.beyond > 2*free.beyond
#> ok 0.233366 > 0.0818993
# Guidance buys likeness by variety: with w = 1 what was ordered comes more surely, and the digits of a class are nearer to each
# other. More is not better: with w = 3 they are driven past the data, to strokes blacker than black, and there they differ again.

# ## What is to be seen
# Each digit from 0 to 9 made to order, without guidance and with w = 1.
grey(x) = min(max(round(8*(x + 1)), 0.0), 16.0)
rows(w) = [free_of_noise(w, c)[1] for c in 1:10]
images(grey(concat((rows(0.0)[1:5], rows(1.0)[1:5], rows(0.0)[6:10], rows(1.0)[6:10]))), columns=5)
#>                ***:.   .-##=.   :%@**.   . =*@=.    :%#.
#>               -%*-+-  .:*%++.   .=:%%#     :-%+    .#+:*+
#>               +=: =-   .%#*-   ..=+@@=    .. .*-   =%+##=
#>              ..#*+*    .=**- .  :%%%%#:   .#+-*-   .=##:.
#>
#>               .%#=*.  ..=%  :   *#-%%:    .=+*%=    +#+.:
#>               -+..@-  . -%+...  -::%%:     ..#*.   +@=*%+
#>               :%::#-    .-%*-:  .#%--::    - +*=  .=*+%+.
#>                -%#-.    :%@@@% ..#+++%#    *+%%=   .-=#.
#>               .#***.    =%#      .###%=:   -#=:.    -%%+-
#>               -%--.    .%@=      :---%:    -@#@.   .+*=#=
#>               -+..-    :@#=.     -*%%%-   -=+%%-   .=+:%-
#>                :=+:    .%@#%+    -+**:.  .-%-#=..   .++-=
#>
#>               :%+**:   ..*#. .   *#**##.  .*+*%.    =%#+
#>               +%+-.     *+:.     ..##*=   .+*##.   :+##%.
#>               .-.-+     @#==-    +@##*:    %*@=.     ..%=
#>                %*+-     -++*@.   +#::    . *#+=     :++**
