# turns: 1e6
#~ file: skip
use gan
run(n) = {
    (θ, ψ) = iterate(simultaneous(game(logistic), h=0.1), (1.0, 1.0), n)
    sqrt(θ^2 + ψ^2)
}
run(10);
:time run(1000000)
