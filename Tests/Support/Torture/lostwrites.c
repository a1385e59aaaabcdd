// A disk that forgets: preloaded into a program, it keeps beside each file FILE of a folder a second one, FILE.flushed,
// that holds only what the program has flushed. After a kill, FILE.flushed is what a power failure would have left.
//
//     KEPU_SHIM_FOLDER   files under it are watched, but no shared-memory index (-shm), which nobody expects to survive
//     KEPU_SHIM_LIES     when set, flushes are forgotten: the proof that a missing flush would be found
//
// Reads and writes go to the file itself; only ranges written since the last flush are remembered, and copied by the flush.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 64
#define RANGES 65536

struct watched {
    dev_t device;
    ino_t inode;
    int shadow;  // the descriptor of FILE.flushed
    int whole;   // everything may differ
    size_t count;
    struct { off64_t from, to; } *ranges;
};

static struct watched files[FILES];
static int used;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_unlink)(const char *);
static const char *folder;
static int lies;

__attribute__((constructor)) static void start(void) {
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_write = dlsym(RTLD_NEXT, "write");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    folder = getenv("KEPU_SHIM_FOLDER");
    lies = getenv("KEPU_SHIM_LIES") != NULL;
}

static void copy(int from, int to, off64_t at, off64_t end) {
    static char buffer[1 << 16];
    while (at < end) {
        size_t part = (size_t)(end - at) < sizeof buffer ? (size_t)(end - at) : sizeof buffer;
        ssize_t got = pread64(from, buffer, part, at);
        if (got <= 0) return;
        if (real_pwrite(to, buffer, (size_t)got, at) != got) {
            fputs("lostwrites: the second file cannot be written\n", stderr);
            abort();
        }
        at += got;
    }
}

// The watched file behind a descriptor; null for all others. Called under the lock, before the first change.
static struct watched *find(int fd) {
    struct stat64 state;
    if (!folder || fstat64(fd, &state) != 0 || !S_ISREG(state.st_mode)) return NULL;
    for (int i = 0; i < used; i++)
        if (files[i].device == state.st_dev && files[i].inode == state.st_ino) return &files[i];
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 16);
    if (length <= 0) return NULL;
    path[length] = 0;
    if (strncmp(path, folder, strlen(folder)) != 0 || (length > 4 && strcmp(path + length - 4, "-shm") == 0)) return NULL;
    if (length > 8 && strcmp(path + length - 8, ".flushed") == 0) return NULL;
    if (used == FILES) abort();
    struct watched *file = &files[used++];
    strcat(path, ".flushed");
    file->device = state.st_dev;
    file->inode = state.st_ino;
    file->ranges = malloc(RANGES * sizeof *file->ranges);
    file->shadow = open64(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file->shadow < 0 || !file->ranges) abort();
    copy(fd, file->shadow, 0, state.st_size);
    return file;
}

static void remember(struct watched *file, off64_t from, off64_t to) {
    if (file->whole) return;
    if (file->count > 0 && file->ranges[file->count - 1].to == from) {
        file->ranges[file->count - 1].to = to;
    } else if (file->count == RANGES) {
        file->whole = 1;
    } else {
        file->ranges[file->count].from = from;
        file->ranges[file->count++].to = to;
    }
}

static ssize_t write_at(int fd, const void *bytes, size_t size, off64_t at) {
    pthread_mutex_lock(&lock);
    struct watched *file = find(fd);
    ssize_t done = real_pwrite(fd, bytes, size, at);
    if (file && done > 0) remember(file, at, at + done);
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) { return write_at(fd, bytes, size, at); }
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { return write_at(fd, bytes, size, at); }

ssize_t write(int fd, const void *bytes, size_t size) {
    if (!real_write) start();
    if (!folder) return real_write(fd, bytes, size);
    struct stat64 state;
    if (fstat64(fd, &state) != 0 || !S_ISREG(state.st_mode)) return real_write(fd, bytes, size);
    pthread_mutex_lock(&lock);
    struct watched *file = find(fd);
    off64_t at = file ? lseek64(fd, 0, SEEK_CUR) : 0;
    ssize_t done = real_write(fd, bytes, size);
    if (file && done > 0) remember(file, at, at + done);
    pthread_mutex_unlock(&lock);
    return done;
}

static int truncate_to(int fd, off64_t size) {
    pthread_mutex_lock(&lock);
    struct watched *file = find(fd);
    int done = real_ftruncate(fd, size);
    if (file && done == 0) file->whole = 1;
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate64(int fd, off64_t size) { return truncate_to(fd, size); }
int ftruncate(int fd, off_t size) { return truncate_to(fd, size); }

static int flush(int fd) {
    if (lies && folder) return 0;
    pthread_mutex_lock(&lock);
    struct watched *file = find(fd);
    if (file) {
        struct stat64 state;
        fstat64(fd, &state);
        if (file->whole) copy(fd, file->shadow, 0, state.st_size);
        else for (size_t i = 0; i < file->count; i++) copy(fd, file->shadow, file->ranges[i].from, file->ranges[i].to);
        real_ftruncate(file->shadow, state.st_size);
        file->whole = 0;
        file->count = 0;
    }
    pthread_mutex_unlock(&lock);
    // What is watched is in the page cache, and the program is killed, not the machine: no need to trouble the disk.
    return file ? 0 : real_fsync(fd);
}

int fsync(int fd) { return flush(fd); }
int fdatasync(int fd) { return flush(fd); }

int unlink(const char *path) {
    struct stat64 state;
    int known = folder && stat64(path, &state) == 0;
    int done = real_unlink(path);
    if (done == 0 && known) {
        // The number of the file may be given to another one.
        pthread_mutex_lock(&lock);
        for (int i = 0; i < used; i++)
            if (files[i].device == state.st_dev && files[i].inode == state.st_ino) files[i].inode = 0;
        pthread_mutex_unlock(&lock);
    }
    if (done == 0 && folder && strncmp(path, folder, strlen(folder)) == 0 && strlen(path) < 4000) {
        char shadow[4096];
        snprintf(shadow, sizeof shadow, "%s.flushed", path);
        real_unlink(shadow);
    }
    return done;
}
