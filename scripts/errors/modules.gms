# Modules that cannot be brought in.
use gam
#!> error[name]: there is no module gam
#!>   use gam
#!>       ^^^
#!>   hint: did you mean use gan?
use "no-such-file.gms"
#!> error[file]: there is no file no-such-file.gms
#!>   use "no-such-file.gms"
#!>       ^^^^^^^^^^^^^^^^^^
use "."
#!> error[file]: . is a folder, not a script
#!>   use "."
#!>       ^^^
use "cycle-a.gms"
#!> error[use]: modules use each other: cycle-a.gms → cycle-b.gms → cycle-a.gms  cycle-b.gms:1:5
#!>   use "cycle-a.gms"
#!>       ^^^^^^^^^^^^^
use gan as g; g.no_such_name
#!> error[name]: gan has no no_such_name
#!>   use gan as g; g.no_such_name
#!>                   ^^^^^^^^^^^^
