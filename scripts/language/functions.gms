# Functions: definitions, arguments, scopes.

f(x, n=3) = x^n
f(2)
#> 8
f(2, n=2)
#> 4
f(2, 4)
#> 16
f(n=1, x=7)
#> 7
# A default may use the parameters before it.
box(w, h=2*w) = w*h
box(3)
#> 18
box(3, h=1)
#> 3
# A body in braces has the value of its last expression.
roots(b, c) = { d = sqrt(b^2 - 4*c); ((-b + d)/2, (-b - d)/2) }
(r₁, r₂) = roots(-3, 2)
#> (2.0, 1.0)
abs1(x) = { if x < 0 { return -x }; x }
(abs1(-2), abs1(3))
#> (2, 3)
clip(x) = { y = if x > 1 { return 1 } else { x }; y/2 }
(clip(4), clip(0.5))
#> (1, 0.25)
(x, t) -> x + t
#> (x, t) -> x + t
((x, t) -> x + t)(1, 2)
#> 3
(() -> 42)()
#> 42

# Recursion, also of local functions.
fact(n) = if n == 0 { 1 } else { n*fact(n - 1) }
fact(20)
#> 2432902008176640000
even(n) = if n == 0 { true } else { odd(n - 1) }
odd(n) = if n == 0 { false } else { even(n - 1) }
even(101)
#> false
fib(n) = { go(k, a, b) = if k == 0 { a } else { go(k - 1, b, a + b) }; go(n, 0, 1) }
fib(90)
#> 2880067194370816120

# Globals are looked up when used: a new definition is seen by the callers.
rate = 2
#> 2
scaled(x) = rate*x
scaled(10)
#> 20
rate = 3;
scaled(10)
#> 30
helper(x) = x + 1
user(x) = helper(x)
user(1)
#> 2
helper(x) = x + 100
user(1)
#> 101
# Locals are captured by value.
adder(n) = x -> x + n
add5 = adder(5)
add5(1)
#> 6
kept() = { a = 1; g = () -> a; a = 2; g() }
kept()
#> 1
# A function cannot assign a global: assigning makes a local.
count = 0
#> 0
bump() = { count = 5; count }
bump()
#> 5
count
#> 0
# Arguments are values: the caller's copy stays.
first(v) = { v[1] = 9; v }
w = [1, 2]; first(w)
#> i64[2]
#>    9  2
w
#> i64[2]
#>    1  2
# Functions are values.
compose(f, g) = x -> f(g(x))
compose(sqrt, abs)(-16)
#> 4.0
ops = (x -> x + 1, x -> x^2)
#> (<function>, <function>)
ops[2](5)
#> 25
map(x -> x^2, [1, 2, 3])
#> i64[3]
#>    1  4  9
(sin == sin, adder == compose, add5 == adder(5))
#> (true, false, true)
