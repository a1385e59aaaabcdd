// A crowd that books, or enters a ballot, over HTTP: many connections of one process, either each as soon as it was answered (--rate 0) or at a steady rate that waits for
// nobody (open loop: whoever comes is counted from the moment at which they were due, also where no connection was free).
//
//   crowd --port 8080 --cookie 'kepu_browser=…' --csrf TOKEN --paths FILE [--connections 64] [--rate 0] [--people 1000 | --seconds 5] [--first 0] [--log FILE]
//
// Without a rate a connection is one client: told to wait, it waits. With a rate people come whatever becomes of those before.
//
// Each person books one place once, with a name, a telephone number and a form of their own. Who is told to wait comes again with the number that they
// were given, when they were told to. Prints one line of JSON; the log has a line for each person: number, status, code of the booking, tries.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BUFFER 131072
typedef struct { int fd, person, length, wanted; double due, sent; char *in; } Link;
typedef struct { double first; int tries; char turn[48]; } Person;
typedef struct { double at; int person; } Again;

static int port = 8080, connections = 64, people = 0, first = 0, path_count;
static double rate = 0, seconds = 0;
static const char *cookie = "", *csrf = "", *log_name = NULL, *paths_file = NULL;
static char **paths;
static Link *links; static int poll;
static Person *persons;
static Again *heap; static int heap_count;
static double *taken, *lags, *waits, *whole; static long taken_count, lag_count, wait_count, whole_count, room;
static long by_status[600], broken, most_tries, tries_sum;
static FILE *log_file;

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec * 1e-9; }

static void push(double at, int person) {
    int i = heap_count++;
    while (i && heap[(i - 1) / 2].at > at) { heap[i] = heap[(i - 1) / 2]; i = (i - 1) / 2; }
    heap[i] = (Again){at, person};
}
static Again pop(void) {
    Again top = heap[0], last = heap[--heap_count];
    int i = 0;
    for (;;) {
        int c = 2 * i + 1;
        if (c >= heap_count) break;
        if (c + 1 < heap_count && heap[c + 1].at < heap[c].at) c++;
        if (heap[c].at >= last.at) break;
        heap[i] = heap[c]; i = c;
    }
    heap[i] = last;
    return top;
}
static void keep(double **list, long *count, double value) { if (*count < room) (*list)[(*count)++] = value; }
static int order(const void *a, const void *b) { double x = *(double *)a, y = *(double *)b; return x < y ? -1 : x > y; }
static double at(double *list, long count, double share) { if (!count) return 0; long i = (long)(share * (count - 1)); return list[i] * 1000; }

static int dial(void) {
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    for (int tries = 0; connect(fd, (struct sockaddr *)&to, sizeof to) < 0; tries++) { if (tries > 100) { perror("connect"); exit(1); } usleep(20000); }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

static void open_link(int i) {
    if (links[i].fd >= 0) close(links[i].fd);
    links[i].fd = dial();
    links[i].person = -1;
    epoll_ctl(poll, EPOLL_CTL_ADD, links[i].fd, &(struct epoll_event){.events = EPOLLIN, .data.u32 = i});
}

// 0 when the connection turned out to be gone.
static int ask(Link *link, int person, double due) {
    Person *p = &persons[person];
    char body[512], head[1024];
    int n = snprintf(body, sizeof body, "csrf=%s&once=c%08dx%06d&kind=individual&party=1&name=Visitor+%d&phone=1%010d", csrf, first + person, getpid(), first + person, first + person);
    if (p->turn[0]) n += snprintf(body + n, sizeof body - n, "&turn=%s", p->turn);
    int h = snprintf(head, sizeof head, "POST %s HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: %s\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: %d\r\n\r\n%s",
                     paths[(first + person) % path_count], cookie, n, body);
    link->person = person; link->due = due; link->sent = now(); link->length = 0; link->wanted = 0;
    if (!p->tries++) p->first = due;
    if (due > 0) keep(&lags, &lag_count, link->sent - due);
    for (int done = 0; done < h;) {
        int w = send(link->fd, head + done, h - done, MSG_NOSIGNAL);
        if (w < 0 && errno == EAGAIN) continue;
        if (w < 0) return 0;
        done += w;
    }
    return 1;
}

// 1 when the answer is whole, -1 when the connection is gone.
static int hear(Link *link) {
    for (;;) {
        int got = recv(link->fd, link->in + link->length, BUFFER - 1 - link->length, 0);
        if (got == 0) return -1;
        if (got < 0) return errno == EAGAIN ? 0 : -1;
        link->length += got; link->in[link->length] = 0;
        if (!link->wanted) {
            char *end = strstr(link->in, "\r\n\r\n");
            if (!end) continue;
            char *length = strcasestr(link->in, "\r\ncontent-length:");
            link->wanted = (int)(end + 4 - link->in) + (length && length < end ? atoi(length + 17) : 0);
        }
        if (link->length >= link->wanted) return 1;
    }
}

static void settle(int person, int status, const char *code, double moment) {
    Person *p = &persons[person];
    by_status[status < 0 || status > 599 ? 599 : status]++;
    keep(&whole, &whole_count, moment - p->first);
    tries_sum += p->tries;
    if (p->tries > most_tries) most_tries = p->tries;
    if (log_file) fprintf(log_file, "%d %d %s %d\n", first + person, status, code, p->tries);
}

// 1 when this person has a final answer.
static int take(Link *link) {
    double moment = now();
    int status = atoi(link->in + 9);
    char code[128] = "-";
    if (status == 503) {
        keep(&waits, &wait_count, moment - link->due);
        char *turn = strstr(link->in, "name=\"turn\" value=\""), *later = strcasestr(link->in, "\r\nretry-after:");
        if (turn) sscanf(turn + 19, "%47[^\"]", persons[link->person].turn);
        push(moment + (later ? atof(later + 14) : 1) * (1 + (rand() % 100) / 500.0), link->person);
        return 0;
    }
    keep(&taken, &taken_count, moment - link->due);
    char *place = strcasestr(link->in, "\r\nlocation: /bookings/"), *entry = strcasestr(link->in, "\r\nlocation: /ballot-entries/");
    if (place) sscanf(place + 22, "%127[^\r]", code);
    else if (entry) sscanf(entry + 28, "%127[^\r]", code);
    else if (status == 409 && !strstr(link->in, "fully booked") && !strstr(link->in, "已约满")) status = 499;
    settle(link->person, status, code, moment);
    return 1;
}

int main(int argc, char **argv) {
    for (int i = 1; i + 1 < argc; i += 2) {
        char *name = argv[i], *value = argv[i + 1];
        if (!strcmp(name, "--port")) port = atoi(value);
        else if (!strcmp(name, "--connections")) connections = atoi(value);
        else if (!strcmp(name, "--people")) people = atoi(value);
        else if (!strcmp(name, "--first")) first = atoi(value);
        else if (!strcmp(name, "--rate")) rate = atof(value);
        else if (!strcmp(name, "--seconds")) seconds = atof(value);
        else if (!strcmp(name, "--cookie")) cookie = value;
        else if (!strcmp(name, "--csrf")) csrf = value;
        else if (!strcmp(name, "--paths")) paths_file = value;
        else if (!strcmp(name, "--log")) log_name = value;
        else { fprintf(stderr, "crowd: %s?\n", name); return 64; }
    }
    FILE *list = fopen(paths_file ? paths_file : "/dev/null", "r");
    paths = malloc(100000 * sizeof *paths);
    for (char line[512]; list && fgets(line, sizeof line, list) && path_count < 100000;) { line[strcspn(line, "\n")] = 0; paths[path_count++] = strdup(line); }
    if (!path_count) { fprintf(stderr, "crowd: no paths\n"); return 64; }
    int limit = people ? people : 4000000;
    room = limit + 4000000L;
    persons = calloc(limit, sizeof *persons); heap = malloc((limit + 8) * sizeof *heap);
    taken = malloc(room * 8); lags = malloc(room * 8); waits = malloc(room * 8); whole = malloc(room * 8);
    if (log_name) log_file = fopen(log_name, "w");
    links = calloc(connections, sizeof *links); poll = epoll_create1(0);
    int *idle = malloc(connections * sizeof *idle), idle_count = 0, next = 0, busy = 0;
    for (int i = 0; i < connections; i++) { links[i].fd = -1; links[i].in = malloc(BUFFER); open_link(i); idle[idle_count++] = i; }
    long finals = 0, longest_queue = 0;
    double begin = now(), last = begin;
    struct epoll_event events[256];
    for (;;) {
        double moment = now();
        int is_over = (people && next >= people) || (seconds && moment - begin >= seconds) || next >= limit;
        if (is_over && !busy && (!heap_count || (!people && seconds))) break;
        if (moment - last > 60) { fprintf(stderr, "crowd: no answer for a minute\n"); return 1; }
        double due = is_over ? 1e18 : rate > 0 ? begin + next / rate : 0;
        if (rate > 0 && !is_over && due < moment) { long queue = (long)((moment - due) * rate); if (queue > longest_queue) longest_queue = queue; }
        // Without a rate those who wait hold their connections.
        while ((rate > 0 ? idle_count : idle_count > heap_count) ? (due <= moment && !is_over) || (heap_count && heap[0].at <= moment) : heap_count && idle_count && heap[0].at <= moment) {
            int i = idle[--idle_count], person; double since = rate > 0 ? due : moment;
            busy++;
            if (heap_count && heap[0].at <= moment) { Again again = pop(); person = again.person; since = again.at; }
            else {
                person = next++;
                is_over = (people && next >= people) || next >= limit;
                due = rate > 0 ? begin + next / rate : 0;
            }
            // Each form is taken once, however often it is sent.
            while (!ask(&links[i], person, since)) open_link(i);
        }
        int wait = 200;
        double soon = is_over || (rate <= 0 && idle_count <= heap_count) ? 1e18 : due;
        if (heap_count && heap[0].at < soon) soon = heap[0].at;
        if (idle_count && soon < 1e17) { double ms = (soon - now()) * 1000; wait = ms < 0 ? 0 : ms > 200 ? 200 : (int)ms; }
        int count = epoll_wait(poll, events, 256, wait);
        for (int e = 0; e < count; e++) {
            int i = events[e].data.u32;
            Link *link = &links[i];
            int end = hear(link);
            if (!end) continue;
            last = now();
            // Nobody asked on it: the program closes what is long idle, and may say so.
            if (link->person < 0) { open_link(i); continue; }
            if (end < 0) { broken++; settle(link->person, 0, "-", last); }
            else finals += take(link);
            if (end < 0 || strcasestr(link->in, "\r\nconnection: close")) open_link(i);
            link->person = -1; busy--; idle[idle_count++] = i;
        }
    }
    double took = now() - begin;
    if (log_file) fclose(log_file);
    struct rusage use; getrusage(RUSAGE_SELF, &use);
    double cpu = use.ru_utime.tv_sec + use.ru_stime.tv_sec + (use.ru_utime.tv_usec + use.ru_stime.tv_usec) * 1e-6;
    qsort(taken, taken_count, 8, order); qsort(lags, lag_count, 8, order); qsort(waits, wait_count, 8, order); qsort(whole, whole_count, 8, order);
    printf("{\"seconds\": %.3f, \"people\": %d, \"finals\": %ld, \"told_to_wait\": %ld, \"broken\": %ld, \"cpu\": %.2f, \"longest_queue\": %ld, \"most_tries\": %ld, \"tries\": %.2f, ",
           took, next, finals, wait_count, broken, cpu, longest_queue, most_tries, finals ? (double)tries_sum / finals : 0);
    printf("\"answer_ms\": [%.2f, %.2f, %.2f], \"wait_ms\": [%.2f, %.2f, %.2f], \"lag_ms\": [%.2f, %.2f, %.2f], \"whole_ms\": [%.1f, %.1f, %.1f], \"status\": {", at(taken, taken_count, .5),
           at(taken, taken_count, .99), at(taken, taken_count, 1), at(waits, wait_count, .5), at(waits, wait_count, .99), at(waits, wait_count, 1), at(lags, lag_count, .5),
           at(lags, lag_count, .99), at(lags, lag_count, 1), at(whole, whole_count, .5), at(whole, whole_count, .99), at(whole, whole_count, 1));
    int some = 0;
    for (int s = 0; s < 600; s++) if (by_status[s]) printf("%s\"%d\": %ld", some++ ? ", " : "", s, by_status[s]);
    printf("}}\n");
    return 0;
}
