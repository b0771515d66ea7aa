# What would hang on the draws is refused.
e = estimate([1.0, 2, 3, 4, 5])
e < 3
if e > 3 { 1 }
if e { 1 }
while e > 0 { e = e - 1 }
zeros(e)
[1, 2, 3][e]
for i in 1:e { }
linspace(0, e, 3)
floor(e)
i64(e)
argmax([e, 2])
sort([e, 2])
argsort([e, 2])
e ≈ 3
2 in [e, 1]
grad(t -> if t*e > 1 { t } else { 2*t })(1.0)
vmap(x -> floor(x*e))([1.0, 2.0])
iterate(x -> x*e, 1.0, 100, until=x -> x > 3)
grad(x -> value(x*e))(2.0)
value("three")
estimate(e)
estimate(3)
estimate(zeros(0, 2))
# Checks.
check e ≈ 3
check e < 30
check e ≈ 30 se 4
check [e, 2*e] ≈ [3, 60] se 4
check e < 4 se 4
check e <= 0 se 4
check e - e ≈ 1e-8 se 4
check estimate([1.0]) ≈ 1 se 4
check e ≈ nan se 4
check 1 ≈ 1 se 4
check e == 3 se 4
check e se 4
check e ≈ 3 se -1
check [e, e] ≈ [1, 2, 3] se 4
