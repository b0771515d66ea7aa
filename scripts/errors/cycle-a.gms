use "cycle-b.gms"
#!> error[use]: modules use each other: cycle-b.gms → cycle-a.gms → cycle-b.gms  cycle-a.gms:1:5
#!>   use "cycle-b.gms"
#!>       ^^^^^^^^^^^^^
#!>   reading cycle-a.gms for use "cycle-a.gms" in cycle-b.gms
#!>   reading cycle-b.gms for use "cycle-b.gms"
