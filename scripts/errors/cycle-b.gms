use "cycle-a.gms"
#!> error[use]: modules use each other: cycle-a.gms → cycle-b.gms → cycle-a.gms  cycle-b.gms:1:5
#!>   use "cycle-a.gms"
#!>       ^^^^^^^^^^^^^
