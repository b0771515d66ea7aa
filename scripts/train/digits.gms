# A classifier of handwritten digits: the log-likelihood of the digit, and the share of digits that it
# never saw which it names.
#~ file: seed=1
use nn
use data
data = digits();
(seen, unseen) = split((data.x/16, data.y + 1), 0.8);
net = mlp(64, 64, 10, act=relu);
loss(m, x, y) = -log_softmax(m(x))[y]
run = train(net, loss, seen, steps=600, opt=adam(0.003), batch=100)
#> run of 600 steps: loss 1.29047 -> 0.0317641 (means of a tenth)
accuracy(m, x, y) = mean(f64(argmax(vmap(m)(x), axis=2) == y))
accuracy(run.model, seen...)
#> 0.997914
accuracy(run.model, unseen...)
#> 0.980501
check accuracy(run.model, unseen...) > 0.95
#> ok 0.980501 > 0.95

# What is to be seen: the loss, and digits that the network never saw, the first that it names wrongly.
(images_unseen, classes_unseen) = unseen;
named = argmax(vmap(run.model)(images_unseen), axis=2);
wrong = images_unseen[named != classes_unseen, :];
layout((plot(run), title(images(wrong[1:min(8, len(wrong)), :], columns=4), "named wrongly")))
#>                                                 named wrongly
#> loss
#>    3+.           . . each step         *%       +%*..    :**.     =*#%:
#>     |'.          --- running mean     :@%+=.   -*:#=    -%*@.    :%=*#.
#>    1+ '.                              =@-.@=   :%%:     .*@#:.    --%-
#>     | .\                              .#++*    .#*#.     :%-*=   :+=%:
#>     |  .|
#>  0.3+   '\..                            *=#    -#*@-.    =@@+
#>     |    .'\.......                     %#-     =@%=.    =@+.
#>  0.1+     ..'''............  .         *+*=     -@-      =@-
#>     |       ....''''............       .==+#.  .%-       +#*
#>     |          .. ...'''|||...|...
#> 0.03+                .......''''||
#>     |                      .......
#>     |                      .  ..
#>     +---------+---------+--------+
#>              200       400      600
#>                  step
