// What of malloc.h the standard module leaves out.
#include <malloc.h>
