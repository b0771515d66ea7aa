# Two ways down the same valley: the divergence of N(m, s²) from N(1, 1/4), in the coordinates m and log s. Plain gradient
# steps follow the slope of these coordinates; natural ones measure their length in divergence.
target(m, l) = KL(Normal(m, exp(l)) || Normal(1, 0.5))
down(F) = (m, l) -> { (a, b) = grad(target)(m, l); (p, q) = F(l); (m - p*a, l - q*b) }
plain = down(l -> (0.02, 0.02))
natural = down(l -> (0.02*exp(2*l), 0.01))
walk(F, m, name, colour) = trajectory(iterate(F, (m, 0.7), 300, every=1), label=name, colour=colour)
axes(overlay(field(target, (-1, 3), (-1.4, 1.2), n=60, contours=[0.1, 0.5, 2, 8]), walk(plain, -0.8, "plain", "orange"),
  walk(plain, 2.8, none, "orange"), walk(natural, -0.8, "natural", "red"), walk(natural, 2.8, none, "red")), x="m", y="log s")
#>          log s
#>              1+%%#####*********++++++++*********#####%% @@ 25
#>               |***++++==========-....-==========++++*** %%
#>               |+o++==-...8-'''''''::'''''''--...-==++o+ ##
#>            0.5+==*-+++>+++:::............:::+++<+++-*== ## 20
#>               |--.**::::..++++....--....++++..::::**.-- **
#>              0+-/:::***......'++      ++'......***:::\- ++ 15
#>               |.'::::..*\*.'    \+.5+/    .\*/*..::::-\ ++
#>               |':::::..../*****''++++''*****\....:::::' ==
#>           -0.5+-::::.....|.   ****++****   .|.....::::- -- 10
#>               |-::::.....2    | | ++0.1|    |.....::::- ::
#>               |-::::.......   |  \  /  |   .|.....::::- :: 5
#>             -1+-::::.....|.   \   ''' .'   ./.....::::- ..
#>               |.:::::....|.    \      /    .|....:::::.
#>               ++---------+---------+---------+--------+
#>                -1        0         1         2        3
#>                                   m
#>                        *o* plain   +o+ natural
