# Metacommands, settings, help.
:sorce f
#!> error[command]: there is no command :sorce
#!>   :sorce f
#!>    ^^^^^
#!>   hint: did you mean :source?
:set digit 4
#!> error[setting]: there is no setting digit
#!>   :set digit 4
#!>        ^^^^^
#!>   hint: did you mean digits?
:set digits 40
#!> error[setting]: 40 is no value of digits
#!>   :set digits 40
#!>               ^^
#!>   hint: digits is 1 to 17
:source nothing_here
#!> error[name]: nothing_here is not defined
#!>   :source nothing_here
#!>           ^^^^^^^^^^^^
:trace 3
#!> error[command]: :trace needs a call
#!>   :trace 3
#!>          ^
#!>   hint: :trace f(0.5)
:clear nothing_here
#!> error[name]: nothing_here is not defined
#!>   :clear nothing_here
#!>          ^^^^^^^^^^^^
?no_such_name
#> nothing is called no_such_name; ??no_such_name searches all texts
??zzz
#> nothing found for zzz
