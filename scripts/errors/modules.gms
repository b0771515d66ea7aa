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
#!>   reading cycle-b.gms for use "cycle-b.gms" in cycle-a.gms
#!>   reading cycle-a.gms for use "cycle-a.gms"
use gan as g; g.no_such_name
#!> error[name]: the module gan has no no_such_name
#!>   use gan as g; g.no_such_name
#!>                   ^^^^^^^^^^^^
#!>   hint: it has [..]

use "../language/library/ring.gms" as m
m.radius = 3
#!> error[name]: the module ring has no radius
#!>   m.radius = 3
#!>     ^^^^^^
#!>   hint: it has circle, ring, scale, unit
m.ringg(1, 2)
#!> error[name]: the module ring has no ringg
#!>   m.ringg(1, 2)
#!>     ^^^^^
#!>   hint: did you mean ring?
