use "cycle-b.gms"
#!> error[use]: modules use each other: cycle-b.gms → cycle-a.gms → cycle-b.gms  cycle-a.gms:1:5
#!>   use "cycle-b.gms"
#!>       ^^^^^^^^^^^^^
