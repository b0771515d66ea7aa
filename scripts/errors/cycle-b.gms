use "cycle-a.gms"
#!> error[use]: modules use each other: cycle-a.gms → cycle-b.gms → cycle-a.gms  cycle-b.gms:1:5
#!>   use "cycle-a.gms"
#!>       ^^^^^^^^^^^^^
#!>   reading cycle-b.gms for use "cycle-b.gms" in cycle-a.gms
#!>   reading cycle-a.gms for use "cycle-a.gms"
