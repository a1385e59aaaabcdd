// Starting a program that inherits no open file of ours: in glibc since 2.34, but beyond what its Swift module shows.
#include <spawn.h>

extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
