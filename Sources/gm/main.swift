import CEditline
import Glibc

editline_end_on_closed_pipe()
exit(onInterpreterStack(launch))
