# Data from files of other programs: a table of pandas', with its columns, and images as MNIST has them. They are prepared,
# a network is trained, kept, and read again.
#~ file: seed=2
use data
use nn

# A .csv with a header is a record of columns. What a file is, its content says, not its name.
d = load(here("flowers.csv"));
#!> error[file]: cannot read flowers.csv: there is no such file or folder
#!>   d = load(here("flowers.csv"));
#!>            ^^^^^^^^^^^^^^^^^^^
fields(d)
#!> error[name]: d is not defined
#!>   fields(d)
#!>          ^
d[1:2]
#!> error[name]: d is not defined
#!>   d[1:2]
#!>   ^
# A missing value is nan; the rows without one are kept. A name with blanks stands in brackets.
whole = not isnan(d["petal width (cm)"]);
#!> error[name]: d is not defined
#!>   whole = not isnan(d["petal width (cm)"]);
#!>                     ^
sum(not whole)
#!> error[name]: whole is not defined
#!>   sum(not whole)
#!>           ^^^^^
X = stack((d["sepal length (cm)"], d["sepal width (cm)"], d["petal length (cm)"], d["petal width (cm)"]), axis=2)[whole, :];
#!> error[name]: d is not defined
#!>   X = stack((d["sepal length (cm)"], d["sepal width (cm)"], d["petal length (cm)"], d["petal w...
#!>              ^
y = categories(d.species);
#!> error[name]: d is not defined
#!>   y = categories(d.species);
#!>                  ^
y.names
#!> error[name]: y is not defined
#!>   y.names
#!>   ^
s = standardise(X);
#!> error[name]: X is not defined
#!>   s = standardise(X);
#!>                   ^
check mean(s.x, axis=1) ≈ zeros(4) abs 1e-12
#!> error[name]: s is not defined
#!>   check mean(s.x, axis=1) ≈ zeros(4) abs 1e-12
#!>              ^
(train_set, test_set) = split((x = s.x, y = y.codes[whole]), 0.8);
#!> error[name]: s is not defined
#!>   (train_set, test_set) = split((x = s.x, y = y.codes[whole]), 0.8);
#!>                                      ^
(len(train_set.x), len(test_set.x))
#!> error[name]: train_set is not defined
#!>   (len(train_set.x), len(test_set.x))
#!>        ^^^^^^^^^

# A classifier: the logarithm of the probability of the class that is there.
net = mlp(4, 16, 3)
#> mlp with 131 parameters
#>   layers[1]  dense  W f32[16×4], b f32[16], act = silu
#>   layers[2]  dense  W f32[3×16], b f32[3], act = identity
loss(m, x, y) = -log_softmax(m(x))[y]
run = train(net, loss, (train_set.x, train_set.y), steps=300, opt=adam(0.01), batch=32, keep=scratch("run.gmw"), every=100)
#!> error[name]: train_set is not defined
#!>   run = train(net, loss, (train_set.x, train_set.y), steps=300, opt=adam(0.01), batch=32, keep...
#!>                           ^^^^^^^^^
right(m, set) = mean(argmax(vmap(m)(set.x), axis=2) == set.y)
check right(run.model, test_set) > 0.85
#!> error[name]: run is not defined
#!>   check right(run.model, test_set) > 0.85
#!>               ^^^

# What was kept goes on with the bits of the run that was not left.
kept = load(scratch("run.gmw"));
#!> error[file]: cannot read /tmp/gm-KmG8Yw/run.gmw: there is no such file or folder
#!>   kept = load(scratch("run.gmw"));
#!>               ^^^^^^^^^^^^^^^^^^
a = resume(run, 50);
#!> error[name]: run is not defined
#!>   a = resume(run, 50);
#!>              ^^^
b = resume(kept, 50);
#!> error[name]: kept is not defined
#!>   b = resume(kept, 50);
#!>              ^^^^
check max(abs(a.loss - b.loss)) ≈ 0
#!> error[name]: a is not defined
#!>   check max(abs(a.loss - b.loss)) ≈ 0
#!>                 ^
# The model alone, with its functions; and its numbers alone, for other programs.
save(run.model, scratch("model.gmw"))
#!> error[name]: run is not defined
#!>   save(run.model, scratch("model.gmw"))
#!>        ^^^
save(run.model, scratch("model.safetensors"))
#!> error[name]: run is not defined
#!>   save(run.model, scratch("model.safetensors"))
#!>        ^^^
m = load(scratch("model.gmw"));
#!> error[file]: cannot read /tmp/gm-KmG8Yw/model.gmw: there is no such file or folder
#!>   m = load(scratch("model.gmw"));
#!>            ^^^^^^^^^^^^^^^^^^^^
w = load(scratch("model.safetensors"));
#!> error[file]: cannot read /tmp/gm-KmG8Yw/model.safetensors: there is no such file or folder
#!>   w = load(scratch("model.safetensors"));
#!>            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
fields(w)
#!> error[name]: w is not defined
#!>   fields(w)
#!>          ^
check vmap(m)(test_set.x) ≈ vmap(run.model)(test_set.x)
#!> error[name]: m is not defined
#!>   check vmap(m)(test_set.x) ≈ vmap(run.model)(test_set.x)
#!>              ^
check vmap(with_weights(mlp(4, 16, 3), w))(test_set.x) ≈ vmap(run.model)(test_set.x)
#!> error[name]: w is not defined
#!>   check vmap(with_weights(mlp(4, 16, 3), w))(test_set.x) ≈ vmap(run.model)(test_set.x)
#!>                                          ^

# What was prepared, as a table again: every number comes back to the bit.
save((x1 = X[:, 1], x2 = X[:, 2], species = [y.names[k] for k in y.codes[whole]]), scratch("flowers.csv"))
#!> error[name]: X is not defined
#!>   save((x1 = X[:, 1], x2 = X[:, 2], species = [y.names[k] for k in y.codes[whole]]), scratch("...
#!>              ^
again = load(scratch("flowers.csv"));
#!> error[file]: cannot read /tmp/gm-KmG8Yw/flowers.csv: there is no such file or folder
#!>   again = load(scratch("flowers.csv"));
#!>                ^^^^^^^^^^^^^^^^^^^^^^
check max(abs(again.x1 - X[:, 1])) ≈ 0
#!> error[name]: again is not defined
#!>   check max(abs(again.x1 - X[:, 1])) ≈ 0
#!>                 ^^^^^

# Images: an IDX file, gzipped; integers from 0 to 16 here.
x = load(here("digits-idx3-ubyte.gz"));
#!> error[file]: cannot read digits-idx3-ubyte.gz: there is no such file or folder
#!>   x = load(here("digits-idx3-ubyte.gz"));
#!>            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
t = load(here("digits-idx1-ubyte.gz"));
#!> error[file]: cannot read digits-idx1-ubyte.gz: there is no such file or folder
#!>   t = load(here("digits-idx1-ubyte.gz"));
#!>            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
(shape(x), type(x), max(x), shape(t))
#!> error[name]: x is not defined
#!>   (shape(x), type(x), max(x), shape(t))
#!>          ^
#!>   hint: did you mean X?
save(x[1:4, :, :], scratch("four.npy"))
#!> error[name]: x is not defined
#!>   save(x[1:4, :, :], scratch("four.npy"))
#!>        ^
#!>   hint: did you mean X?
check load(scratch("four.npy")) ≈ x[1:4, :, :]
#!> error[file]: cannot read /tmp/gm-KmG8Yw/four.npy: there is no such file or folder
#!>   check load(scratch("four.npy")) ≈ x[1:4, :, :]
#!>              ^^^^^^^^^^^^^^^^^^^
# A .png as a tensor from 0 to 1, of grey here.
save(x[1, :, :]/16.0, scratch("one.png"))
#!> error[name]: x is not defined
#!>   save(x[1, :, :]/16.0, scratch("one.png"))
#!>        ^
#!>   hint: did you mean X?
check load(scratch("one.png")) ≈ x[1, :, :]/16 abs 0.002
#!> error[file]: cannot read /tmp/gm-KmG8Yw/one.png: there is no such file or folder
#!>   check load(scratch("one.png")) ≈ x[1, :, :]/16 abs 0.002
#!>              ^^^^^^^^^^^^^^^^^^
images(x[1:12, :, :])
#!> error[name]: x is not defined
#!>   images(x[1:12, :, :])
#!>          ^
#!>   hint: did you mean X?
