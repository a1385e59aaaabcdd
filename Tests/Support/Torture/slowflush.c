// A disk whose flushes take their time: preloaded, each fsync and fdatasync waits KEPU_FLUSH_MS (5) milliseconds more, as a disk without a cache does.
//
//   cc -O2 -shared -fPIC -o slowflush.so slowflush.c -ldl
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void wait_for_the_disk(void) {
    const char *text = getenv("KEPU_FLUSH_MS");
    long ms = text ? atol(text) : 5;
    struct timespec time = {ms / 1000, (ms % 1000) * 1000000};
    nanosleep(&time, 0);
}

int fsync(int file) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    wait_for_the_disk();
    return real(file);
}

int fdatasync(int file) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    wait_for_the_disk();
    return real(file);
}
