# Numbers that are none, too many, too large or too small have pictures too.

# A line ends where there is no number, and goes on after it.
plot([1, 2, nan, 4, inf, 3, 2])
#>   4+                                  *
#>    |
#>    |
#> 3.5+
#>    |
#>   3+                                                        -.
#>    |                                                          '.
#>    |                                                            '.
#> 2.5+                                                              '..
#>    |                                                                '-.
#>   2+          .-                                                      ''
#>    |       ..'
#> 1.5+     .-'
#>    |   .''
#>    |..'
#>   1+'
#>    ++----------+----------+-----------+----------+----------+----------+
#>     1          2          3           4          5          6          7
plot(sqrt, -1, 4)
#> sqrt(x)
#>   2+                                                                ....
#>    |                                                         ...--'''
#>    |                                                 ....-'''
#> 1.5+                                           ..--'''
#>    |                                     ..--''
#>    |                               ...-'''
#>    |                           ..-''
#>   1+                       ..'''
#>    |                    .-''
#>    |                 ..'
#> 0.5+               .-'
#>    |              .'
#>    |             .'
#>   0+             '
#>    ++------------+-------------+------------+-------------+------------+
#>     -1           0             1            2             3            4
#>                                      x
plot(x -> 1/x, -1, 1)
#> 1/x
#>    |                                   |
#>  20+                                   |
#>    |                                   '.
#>    |                                    \
#>  10+                                     \.
#>    |                                      ''...
#>   0+                                          '''''-------------........
#>    |''''''''-------------.....
#>    |                         '''..
#> -10+                             '\
#>    |                               \
#>    |                               '.
#> -20+                                |
#>    |                                |
#>    ++----------------+----------------+----------------+---------------+
#>       -1             -0.5              0              0.5              1
#>                                       x

# One point, none, all the same.
plot(3.0)
#> 3.3+
#>    |
#> 3.2+
#>    |
#>    |
#> 3.1+
#>    |
#>    |
#>   3+                                 *
#>    |
#> 2.9+
#>    |
#>    |
#> 2.8+
#>    |
#> 2.7+
#>    ++---------------+----------------+----------------+---------------+
#>    0.9             0.95              1               1.05            1.1
plot(zeros(0))
#>   1+
#>    |
#>    |
#> 0.8+
#>    |
#>    |
#> 0.6+
#>    |
#>    |
#> 0.4+
#>    |
#>    |
#> 0.2+
#>    |
#>    |
#>   0+
#>    +---+-----------+-----------+------------+-----------+-----------+---
#>        0          0.2         0.4          0.6         0.8          1
plot([2, 2, 2])
#> 2.2+
#>    |
#>    |
#>    |
#> 2.1+
#>    |
#>    |
#>    |
#>   2+--------------------------------------------------------------------
#>    |
#>    |
#>    |
#> 1.9+
#>    |
#>    |
#> 1.8+
#>    ++----------------+----------------+----------------+---------------+
#>     1               1.5               2               2.5              3
plot([nan, nan])
#>   1+
#>    |
#>    |
#> 0.8+
#>    |
#>    |
#> 0.6+
#>    |
#>    |
#> 0.4+
#>    |
#>    |
#> 0.2+
#>    |
#>    |
#>   0+
#>    ++------------+-------------+------------+-------------+------------+
#>     1           1.2           1.4          1.6           1.8           2
scatter([nan, inf], [1, 2])
#>   2+
#>    |
#>    |
#> 1.8+
#>    |
#>    |
#> 1.6+
#>    |
#>    |
#> 1.4+
#>    |
#>    |
#> 1.2+
#>    |
#>    |
#>   1+
#>    +---+-----------+-----------+------------+-----------+-----------+---
#>        0          0.2         0.4          0.6         0.8          1

# Huge and tiny.
plot([1e300, 2e300, -1e308])
#>      0+.................................
#>       |                                 '..
#>       |                                   '-.
#> -2e307+                                     ''.
#>       |                                        '.
#>       |                                          '..
#> -4e307+                                            '-.
#>       |                                              ''.
#>       |                                                ''.
#> -6e307+                                                   '.
#>       |                                                     '..
#>       |                                                       '-.
#> -8e307+                                                         ''.
#>       |                                                            '.
#>       |                                                              '..
#> -1e308+                                                                '
#>       ++---------------+---------------+---------------+---------------+
#>        1              1.5              2              2.5              3
plot([1e-300, 3e-300])
#>   3e-300+                                                              .
#>         |                                                         ..-''
#>         |                                                     ..-''
#>         |                                                 ..-''
#> 2.5e-300+                                            ..-''
#>         |                                        ..-''
#>         |                                    ..-'
#>         |                               ..-''
#>   2e-300+                           ..-''
#>         |                       .-''
#>         |                  ..-''
#> 1.5e-300+              ..-''
#>         |         ..-''
#>         |     ..-''
#>         | ..-''
#>   1e-300+'
#>         ++-----------+------------+-----------+------------+-----------+
#>          1          1.2          1.4         1.6          1.8          2
plot([1, 1e-5, 1e-12, 0, -1], log="y")
#>     1+.
#>      |''..
#>      |   ''.
#>  0.01+      '-.
#>      |         '-.
#>  1e-4+           ''..
#>      |              ''.
#>      |                 '.
#>  1e-6+                   '.
#>      |                     '.
#>  1e-8+                       '.
#>      |                         '.
#> 1e-10+                           '.
#>      |                             '.
#>      |                               '.
#> 1e-12+                                 '
#>      ++-------+-------+-------+--------+-------+-------+-------+-------+
#>       1      1.5      2      2.5       3      3.5      4      4.5      5
plot([1e6, 1e6 + 1])
#>   1000001+                                                             .
#>          |                                                        ..-''
#>          |                                                    ..-''
#> 1.0000008e6+                                              ..-''
#>          |                                            ..''
#>            |                                      ..-''
#> 1.0000006e6+                                  ..-''
#>          |                               ..-''
#>          |                          ..-''
#> 1.0000004e6+                     ..-''
#>            |                 ..-''
#>          |              ..''
#> 1.0000002e6+         ..-''
#>          |     ..-''
#>          | ..-''
#>   1000000+'
#>          ++-----------+-----------+------------+-----------+-----------+
#>             1         1.2         1.4          1.6         1.8         2
hist([1e-320, 0, 2e-320])
#> density
#>        |
#>        |
#> 1.5e308+
#>        |
#>        |
#>        |
#>   1e308+
#>        |
#>        |
#>        |
#>   5e307+
#>        |
#>        |
#>        |
#>       0+
#>        +---------------------------------------------------------------+
#>                                                                        0

# A million points keep their extremes.
x = sin(1:1000000)
#> f64[1000000]
#>    0.841471     0.909297     0.14112     -0.756802    -0.958924    -0.279415
#>    0.656987     0.989358     0.412118    -0.544021    -0.99999     -0.536573
#>    0.420167     0.990607     0.650288    -0.287903    -0.961397    -0.750987
#>    0.149877     0.912945     0.836656    -0.00885131  -0.84622     -0.905578
#>   -0.132352     0.762558     0.956376     0.270906    -0.663634    -0.988032
#>   ...
#>    0.883476     0.0831342   -0.793641    -0.940746    -0.222934     0.699843
#>    0.979187     0.358271    -0.592037    -0.998029    -0.486438     0.472382
#>    0.996897     0.604869    -0.343273    -0.975811    -0.711193     0.207292
#>    0.935194     0.803283    -0.0671632   -0.875859    -0.879294    -0.0743103
#>    0.798994     0.937707     0.214296    -0.706138    -0.977352    -0.349994
#>   min -1.0  mean -1.1711e-07  max 1.0  nan 0
#>   60 of 1000000 elements; :last shows all
x[777777] = 40.0
#> 40.0
plot(x)
#> 40+                                                    .
#>   |                                                    |
#>   |                                                    |
#>   |                                                    |
#> 30+                                                    |
#>   |                                                    |
#>   |                                                    |
#> 20+                                                    |
#>   |                                                    |
#>   |                                                    |
#>   |                                                    |
#> 10+                                                    |
#>   |                                                    |
#>   |                                                    |
#>  0+....................................................|...............
#>   |''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''
#>   +-------------+-------------+------------+-------------+------------+
#>                2e5           4e5          6e5           8e5          1e6

# What has no picture says so.
plot("a text")
#!> error[type]: plot: a text has no picture
#!>   plot("a text")
#!>        ^^^^^^^^
#!>   hint: a function, numbers, a distribution, a run, a figure have
plot(sin, -10)
#!> error[arity]: plot: an interval has two ends
#!>   plot(sin, -10)
#!>             ^^^
#!>   hint: plot(f, -3, 3)
plot(sin, 2, 1)
#!> error[domain]: plot: an interval goes from a number to a greater one, both finite
#!>   plot(sin, 2, 1)
#!>                ^
plot([1, 2], [1, 2, 3])
#!> error[shape]: plot: there are 2 numbers along x and 3 along y
#!>   plot([1, 2], [1, 2, 3])
#!>                ^^^^^^^^^
plot(sin, 0, 1, colour="mauve")
#!> error[argument]: plot: there is no colour "mauve"
#!>   plot(sin, 0, 1, colour="mauve")
#!>                   ^^^^^^
#!>   hint: colours are blue, orange, red, teal, purple, green, brown, black, grey, "#rrggbb", or 1, 2, ... for those of the series
plot(sin, 0, 1, log="z")
#!> error[argument]: plot: log is one of "", "x", "y", "xy", not "z"
#!>   plot(sin, 0, 1, log="z")
#!>                   ^^^
plot(Normal(zeros(3), 1))
#!> error[shape]: plot: a density is drawn over the line or the plane; this one is of 3 numbers
#!>   plot(Normal(zeros(3), 1))
#!>        ^^^^^^^^^^^^^^^^^^^
#!>   hint: plot(sample(D, 1000)) shows draws
scatter([1, 2, 3])
#!> error[shape]: scatter: points in the plane are x and y, a pair of them, or a matrix of two columns, not i64[3]
#!>   scatter([1, 2, 3])
#!>           ^^^^^^^^^
axes(plot(sin, 0, 1), xlim=(1, 0))
#!> error[domain]: axes: xlim goes from a number to a greater one, both finite
#!>   axes(plot(sin, 0, 1), xlim=(1, 0))
#!>                         ^^^^
legend(plot(sin, 0, 1), ("a", "b"))
#!> error[argument]: legend: the figure has 1 series, and these are 2 names
#!>   legend(plot(sin, 0, 1), ("a", "b"))
#!>                           ^^^^^^^^^^
layout((1, 2))
#!> error[type]: layout: item 1 of a row is i64, not a figure
#!>   layout((1, 2))
#!>          ^^^^^^
overlay(layout(plot(sin, 0, 1)))
#!> error[type]: overlay takes figures of one panel each, not a figure
#!>   overlay(layout(plot(sin, 0, 1)))
#!>           ^^^^^^^^^^^^^^^^^^^^^^^
animate(t -> t, 1:3)
#!> error[type]: animate: frames must give a figure, not i64
#!>   animate(t -> t, 1:3)
#!>           ^^^^^^
images(zeros(2, 3, 4, 5))
#!> error[shape]: images: images are a tensor of n × h × w numbers, or n × h × w × 3, not f64[2×3×4×5]
#!>   images(zeros(2, 3, 4, 5))
#!>          ^^^^^^^^^^^^^^^^^
save(plot(sin, 0, 1), "f.bmp")
#!> error[file]: save: .bmp is no picture: it is one of .svg, .png, .pdf, .gif
#!>   save(plot(sin, 0, 1), "f.bmp")
#!>                         ^^^^^^^
save(plot(sin, 0, 1), "/no/such/folder/f.svg")
#!> error[file]: save: cannot write /no/such/folder/f.svg: there is no such file or folder
#!>   save(plot(sin, 0, 1), "/no/such/folder/f.svg")
#!>                         ^^^^^^^^^^^^^^^^^^^^^^^
save(plot(sin, 0, 1), "f.svg", dpi=1)
#!> error[domain]: save: dpi is a number of dots in an inch, 10 to 2400, not 1.0
#!>   save(plot(sin, 0, 1), "f.svg", dpi=1)
#!>                                  ^^^
save(animate(t -> plot(x -> t*x, 0, 1), 1:2), "f.svg")
#!> error[file]: save: svg holds no animation: save it as .png, .gif or .pdf, or number the frames as in frame-###.svg
#!>   save(animate(t -> plot(x -> t*x, 0, 1), 1:2), "f.svg")
#!>                                                 ^^^^^^^
