# The data sets that gm ships, as records of columns.
use data
(x, y) = (digits().x, digits().y);
type(x)
#> "f64[1797×64]"
check sum(x) ≈ 561718
#> ok 561718.0 ≈ 561718
check sum(x^2) ≈ 6907012
#> ok 6.90701e+06 ≈ 6907012
check sum((1:1797) @ x) ≈ 503904265
#> ok 5.03904e+08 ≈ 503904265
sum(one_hot(y + 1, 10), axis=1)
#> f64[10]
#>    178.0  182.0  177.0  183.0  181.0  182.0  181.0  179.0  174.0  180.0
reshape(x[1, :], 8, 8)
#> f64[8×8]
#>    0.0  0.0   5.0  13.0   9.0   1.0  0.0  0.0
#>    0.0  0.0  13.0  15.0  10.0  15.0  5.0  0.0
#>    0.0  3.0  15.0   2.0   0.0  11.0  8.0  0.0
#>    0.0  4.0  12.0   0.0   0.0   8.0  8.0  0.0
#>    0.0  5.0   8.0   0.0   0.0   9.0  8.0  0.0
#>    0.0  4.0  11.0   0.0   1.0  12.0  7.0  0.0
#>    0.0  2.0  14.0   5.0  10.0  12.0  0.0  0.0
#>    0.0  0.0   6.0  13.0  10.0   0.0  0.0  0.0
y[1]
#> 0
flowers = iris();
check sum(flowers.x, axis=1) ≈ [876.5, 458.6, 563.7, 179.9]
#> ok [876.5, 458.6, 563.7, 179.9] ≈ [876.5, 458.6, 563.7, 179.9]
check sum((1:150) @ flowers.x) ≈ 174175.6
#> ok 174176.0 ≈ 174176.0
classes("iris")[flowers.y[77]]
#> "versicolor"
features("iris")[3]
#> "petal length (cm)"
wines = wine();
type(wines.x)
#> "f64[178×13]"
check sum(wines.x) ≈ 159975.295999
#> ok 159975.0 ≈ 159975.0
check sum((1:178) @ wines.x) ≈ 12443666.975828001
#> ok 1.24437e+07 ≈ 1.24437e+07
sum(one_hot(wines.y, 3), axis=1)
#> f64[3]
#>    59.0  71.0  48.0
features("wine")[13]
#> "proline"
features("digits")[10]
#> "row 2, column 2"

# The first digits, and the petals of the three kinds of iris.
layout((images(x[1:20, :]/16, columns=5), axes(legend(scatter(flowers.x[:, 3], flowers.x[:, 4], by=flowers.y), classes("iris")), x=features("iris")[3], y=features("iris")[4])))
#>                                      petal width (cm)
#>  -*+=.   -%=    -#%.  .+#=     --    2.5+  *  setosa            ^ ^
#>  =- +-  :*@-    =#+    .*+.  .=*-=.     |  #  versicolor     ^^^^^^   ^
#>  -=-+.   =@=   -##+:   :-+=  .-+#-      |  ^  virginica        ^^^   ^
#>                                        2+                    ^^   ^ ^^
#>  -%@+   .#+    .:-*=   +**-  .###-      |                  ^^^ ^^^^^
#>  .:=#:  :%*=   .+#=.   +#*:   ==++.  1.5+                # ##^   ^
#>  :+#*.  .=##:  .*-     *+*=   :=*-      |               # ###   ^
#>  .*#*.   .*%.  .*+.   .**#=    *+       |             # #####
#>  =*.+-  .*@*   .==:    .+*:  .**+*.    1+          # #####
#>  =*-+.  .:##    -#=:   .-#=  .-*%-      |
#>                                         |    *
#> .*%=:    =#.   :+*#.   =*#:   =%=    0.5+  ****
#>  -+%    .#*=:  .+##-   =*:     -=-      | *****
#>  -*+    .=*+*   :*-    +=-    .=+*:    0+ * *
#>                                         +-+----+---+----+----+----+----+
#>                                           1    2   3    4    5    6    7
#>                                                 petal length (cm)
