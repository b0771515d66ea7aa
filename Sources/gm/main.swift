import CEditline
import Glibc

editline_end_on_closed_pipe()
// Beyond a limit on the size of files a write fails and says so; it does not end the process. Not
// ignored but handled: another program that is started has what is the rule.
signal(SIGXFSZ, passSignal)
exit(onInterpreterStack(launch))
