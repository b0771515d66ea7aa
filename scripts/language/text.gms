# Separators, comments, names and signs.

# The innermost open bracket decides what a newline is.
(1 +
  2)
#> 3
[1,
  2]
#> i64[2]
#>    1  2
f(x) = {
  y = x + 1
  y^2
}
f(2)
#> 9
# A trailing operator continues the line.
1 +
  2
#> 3
# A semicolon separates and mutes; it never changes a block's value.
a = 3; a + 1
#> 4
b = 4;
{ c = 5; c + 1; }
#> 6
# Inside [ ] it separates rows.
[1, 2; 3, 4]
#> i64[2×2]
#>    1  2
#>    3  4
if a > 2 { "big" } else { "small" }
#> "big"

# A Greek letter may be spelled out; both spellings are one name.
theta = 2
#> 2
θ
#> 2
# Letters compose: x and a combining hat are the one letter x̂.
x̂ = 5; x̂
#> 5
x₁ = 1; x₂ = 2; x₁ + x₂
#> 3

# Signs of print and their plain forms.
2 ≤ 3 and 3 ≥ 2 and 2 ≠ 3
#> true
2² + 2³
#> 12
[1, 2] · [3, 4]
#> 11
[1, 2] ⊙ [3, 4]
#> i64[2]
#>    3  8
2 × 3
#> 6
[1, 2; 3, 4]ᵀ
#> i64[2×2]
#>    1  3
#>    2  4
2 ∈ [1, 2, 3]
#> true
‖[3, 4]‖ + ||[6, 8]||
#> 15.0
∇(x -> x^3)(2)
#> 12.0
∂((x, y) -> x*y^2, 2)(2, 3)
#> 12.0
0.1 + 0.2 ≈ 0.3
#> true
0.1 + 0.2 ~= 0.3
#> true

# Numbers.
1_000 + .5
#> 1000.5
1e-3
#> 0.001
3 * 0.5i
#> 0.0 + 1.5i
# Text copied from a page: a true minus, a curly quote, a no-break space.
5 − 2
#> 3
“a” == "a"
#> true
1 + 1
#> 2
