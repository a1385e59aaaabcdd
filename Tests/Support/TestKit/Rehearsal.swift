// The browser without scripts is the program's own: tests use it as rehearsals do.
@_exported public import Rehearsal
