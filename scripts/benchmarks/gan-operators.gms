# A million steps of each update operator on the logistic Dirac-GAN from (1, 1), with h = 0.01: every one of them ends at a radius that
# is neither 0 nor beyond all bounds, and the logarithms of the radii add up to the number that is compared.
# turns: 1
#~ file: skip
use gan
use optim
h = 0.01;
v = game(logistic);
r(p) = sqrt(p[1]^2 + p[2]^2)
end_of(F, p, n) = r(play(F, p, n))
p = (1.0, 1.0);
adam_step(o) = (θ, ψ, s) -> {
  (p, s) = o.step(s, -v(θ, ψ), (θ, ψ))
  (p[1], p[2], s)
}
o = adam(h, β1=0.5);
n = 1000000;
F = simultaneous(v, h);
end_of(F, p, 1);
print("case simultaneous turns {n}")
:time a = end_of(F, p, n);
sum_of = log(a);
F = alternating(v, h);
end_of(F, p, 1);
print("case alternating turns {n}")
:time a = end_of(F, p, n);
sum_of = sum_of + log(a);
F = alternating(v, h, n_d=5);
end_of(F, p, 1);
print("case alternating n_d=5 turns {n}")
:time a = end_of(F, p, n);
sum_of = sum_of + log(a);
F = extragradient(v, h);
end_of(F, p, 1);
print("case extragradient turns {n}")
:time a = end_of(F, p, n);
sum_of = sum_of + log(a);
F = ogda(v, h);
end_of(F, p, 1);
print("case ogda turns {n}")
:time a = end_of(F, p, n);
sum_of = sum_of + log(a);
F = alternating_heavy_ball(v, h, -0.5);
end_of(F, p, 1);
print("case heavy ball turns {n}")
:time a = end_of(F, p, n);
sum_of = sum_of + log(a);
F = rk4(v, h);
end_of(F, p, 1);
print("case rk4 turns {n}")
:time a = end_of(F, p, n);
sum_of = sum_of + log(a);
F = cgd(v, h);
end_of(F, p, 1);
print("case cgd turns {n}")
:time a = end_of(F, p, n);
sum_of = sum_of + log(a);
F = simultaneous(consensus(v, 0.01), h);
end_of(F, p, 1);
print("case consensus turns {n}")
:time a = end_of(F, p, n);
sum_of = sum_of + log(a);
F = simultaneous(sga(v, 0.01), h);
end_of(F, p, 1);
print("case sga turns {n}")
:time a = end_of(F, p, n);
sum_of = sum_of + log(a);
F = simultaneous(R1(v, 0.01), h);
end_of(F, p, 1);
print("case R1 turns {n}")
:time a = end_of(F, p, n);
sum_of = sum_of + log(a);
F = adam_step(o);
q = (1.0, 1.0, o.init((1.0, 1.0)));
end_of(F, q, 1);
print("case adam turns {n}")
:time a = end_of(F, q, n);
sum_of = sum_of + log(a);
sum_of
