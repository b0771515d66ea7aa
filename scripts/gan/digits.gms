# A GAN of handwritten digits, 8×8: 64 numbers between -1 and 1, R1 on the data.
#~ file: seed=2
use gan
use nn
use data
X = f32(digits().x/8 - 1);
g = network_game(mlp(16, 128, 128, 64, act=leaky_relu, final=tanh), mlp(64, 128, 128, 1, act=leaky_relu), X, R1=0.5, batch=64);
run = train_game(g, (v, h) -> adam_game(v, h, β1=0), h=5e-4, steps=4000);
Y = f64(vmap(run.model.θ)(f32(normal_noise(500, 16))));
# The mean and the spread of the fakes are near those of the data, number by number.
check sqrt(mean((mean(Y, axis=1) - mean(f64(X), axis=1))^2)) < 0.15
#> ok 0.0496996 < 0.15
check sqrt(mean((std(Y, axis=1) - std(f64(X), axis=1))^2)) < 0.25
#> ok 0.0389558 < 0.25

# What is to be seen: fakes.
images((Y[1:12, :] + 1)*8, columns=6)
#>    #%%%%..     =%%%-      -%%%###=     --#*--     ::##==:        %%*   :
#>    #-==@      .@##=%::    *@@-...    . @@::%%:    --@=***       -@@=:
#>    *#%%@..    :%.. =--    =%%#*        ===*%%:    ..*###%:      +@@#%..
#>    *@@@+..    :*   @..     --+#            ##=          #+    ..@%%=%==
#>    -@--        %++#+       ..=%       :**:.===      =-::++      #%%-%==
#>    *%          :##*       .@@@.        ::%%%%#      #@%%#:       %%@+
#>    *%@@%          #%::     --%%++:     %%@#--       +@==        *%%++::
#>    %:::.      .-::#+::    .%%%*%%=    .%%-###     ..%-@@:     ::#::=#..
#>    @***+..    :%++%%--    .%%%%--      %%-@##=      -.@@-     ..%::%+--
#>    ::::%--     :--*%::     %%%+       .%%%+::.      *%%%:     ..#***...
#>    - --+          %*       %%=*..      ++%          +%..        :%%.
#>    ##**.          *.      .++#%::      @@+          #=          ###
