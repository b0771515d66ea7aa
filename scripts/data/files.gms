# Data from files of other programs: a table of pandas', with its columns, and images as MNIST has them. They are prepared,
# a network is trained, kept, and read again.
#~ file: seed=2
use data
use nn

# A .csv with a header is a record of columns. What a file is, its content says, not its name.
d = load(here("flowers.csv"));
fields(d)
#> [1] = "sepal length (cm)"
#> [2] = "sepal width (cm)"
#> [3] = "petal length (cm)"
#> [4] = "petal width (cm)"
#> [5] = "species"
d[1:2]
#> sepal length (cm) = f64[2]
#>      5.1  4.9
#> sepal width (cm) = f64[2]
#>      3.5  3.0
#> petal length (cm) = f64[2]
#>      1.4  1.4
#> petal width (cm) = f64[2]
#>      0.2  0.2
#> species = ("setosa", "setosa")
# A missing value is nan; the rows without one are kept. A name with blanks stands in brackets.
whole = not isnan(d["petal width (cm)"]);
sum(not whole)
#> 1
X = stack((d["sepal length (cm)"], d["sepal width (cm)"], d["petal length (cm)"], d["petal width (cm)"]), axis=2)[whole, :];
y = categories(d.species);
y.names
#> ("setosa", "versicolor", "virginica")
s = standardise(X);
check mean(s.x, axis=1) ≈ zeros(4) abs 1e-12
#> ok [5.24562e-16, -8.58374e-16, 9.06061e-16, 2.86125e-16] ≈ [0.0, 0.0, 0.0, 0.0]
(train_set, test_set) = split((x = s.x, y = y.codes[whole]), 0.8);
(len(train_set.x), len(test_set.x))
#> (119, 30)

# A classifier: the logarithm of the probability of the class that is there.
net = mlp(4, 16, 3)
#> mlp with 131 parameters
#>   layers[1]  dense  W f32[16×4], b f32[16], act = silu
#>   layers[2]  dense  W f32[3×16], b f32[3], act = identity
loss(m, x, y) = -log_softmax(m(x))[y]
run = train(net, loss, (train_set.x, train_set.y), steps=300, opt=adam(0.01), batch=32, keep=scratch("run.gmw"), every=100)
#> run of 300 steps: loss 0.520951 -> 0.0579639 (means of a tenth)
right(m, set) = mean(argmax(vmap(m)(set.x), axis=2) == set.y)
check right(run.model, test_set) > 0.85
#> ok 1.0 > 0.85

# What was kept goes on with the bits of the run that was not left.
kept = load(scratch("run.gmw"));
a = resume(run, 50);
b = resume(kept, 50);
check max(abs(a.loss - b.loss)) ≈ 0
#> ok 0.0 ≈ 0
# The model alone, with its functions; and its numbers alone, for other programs.
save(run.model, scratch("model.gmw"))
save(run.model, scratch("model.safetensors"))
m = load(scratch("model.gmw"));
w = load(scratch("model.safetensors"));
fields(w)
#> ("layers.1.W", "layers.1.b", "layers.2.W", "layers.2.b")
check vmap(m)(test_set.x) ≈ vmap(run.model)(test_set.x)
#> ok f32[30×3] ≈ f32[30×3]
check vmap(with_weights(mlp(4, 16, 3), w))(test_set.x) ≈ vmap(run.model)(test_set.x)
#> ok f32[30×3] ≈ f32[30×3]

# What was prepared, as a table again: every number comes back to the bit.
save((x1 = X[:, 1], x2 = X[:, 2], species = [y.names[k] for k in y.codes[whole]]), scratch("flowers.csv"))
again = load(scratch("flowers.csv"));
check max(abs(again.x1 - X[:, 1])) ≈ 0
#> ok 0.0 ≈ 0

# Images: an IDX file, gzipped; integers from 0 to 16 here.
x = load(here("digits-idx3-ubyte.gz"));
t = load(here("digits-idx1-ubyte.gz"));
(shape(x), type(x), max(x), shape(t))
#> ((400, 8, 8), "i64[400×8×8]", 16, (400,))
save(x[1:4, :, :], scratch("four.npy"))
check load(scratch("four.npy")) ≈ x[1:4, :, :]
#> ok i64[4×8×8] ≈ i64[4×8×8]
# A .png as a tensor from 0 to 1, of grey here.
save(x[1, :, :]/16.0, scratch("one.png"))
check load(scratch("one.png")) ≈ x[1, :, :]/16 abs 0.002
#> ok f64[8×8] ≈ f64[8×8]
images(x[1:12, :, :])
#>         =%%+-..       #%==       .==%#      .++#%..        :**
#>       ..%==:#==     ..%@==       -%%*@      :--*%..        *==...
#>       ::*   +++    -**@@..       :++%+       ..#*::     ..+%  *==
#>       --+   *==     ..@@--     --#%%+           -**-    --@#==@::
#>       ..#--+*..       @@==     ::*%%%*--     ==--##=      .-%%*
#>         -##*          *@**        ::*@++     ==##++        .@@:
#>         #**..         ##         ===#@%%.    ++%+..       *#...
#>         %@@@#       ++@-         :::-#==     **#+##.    ..@%%%%
#>         #@@@=       %%%.       ::---#%--     --%+%%.    ..@:**%
#>          ::-@==     %%#+==.    ..=@@#:      .==%%--       +#==#--
#>         :..+@--     ++@#@@-      -@@.       .@@:-%%-       .--#==
#>         +%%@*       ..+%**:      #--         **%%**.      +*##:
#>         .++%*          %##.
#>         *%%=#--       -@%%.
#>       ..@== +++     --%@##
#>       ::@:: +==    .**%@**
#>         %==-*..       -@%%
#>         :**#-         .%@@
