package import Foundation
import Glibc
import Synchronization

/// A program that a test starts: what tests need of Foundation's `Process`, by `posix_spawn` alone. Foundation's own, started by many tests
/// at once, now and then took the whole test run with it.
package final class ChildProcess: Sendable {
    private struct State: Sendable {
        var program = URL(filePath: "/usr/bin/env")
        var arguments: [String] = []
        var folder: URL?
        var environment = ProcessInfo.processInfo.environment
        var input: Stream = .nothing
        var output: Stream = .ours
        var errors: Stream = .ours
        var pid: pid_t = 0
        var status: Int32?
    }

    /// Where one of the program's streams leads.
    package enum Stream: Sendable {
        case nothing, ours
        case file(FileHandle)
        case pipe(Pipe)
    }

    private let state = Mutex(State())

    package init() {}

    package var executableURL: URL { get { state.withLock { $0.program } } set { state.withLock { $0.program = newValue } } }
    package var arguments: [String] { get { state.withLock { $0.arguments } } set { state.withLock { $0.arguments = newValue } } }
    package var environment: [String: String] { get { state.withLock { $0.environment } } set { state.withLock { $0.environment = newValue } } }
    package var currentDirectoryURL: URL? { get { state.withLock { $0.folder } } set { state.withLock { $0.folder = newValue } } }
    package var standardInput: Stream { get { state.withLock { $0.input } } set { state.withLock { $0.input = newValue } } }
    package var standardOutput: Stream { get { state.withLock { $0.output } } set { state.withLock { $0.output = newValue } } }
    package var standardError: Stream { get { state.withLock { $0.errors } } set { state.withLock { $0.errors = newValue } } }

    package var processIdentifier: pid_t { state.withLock { $0.pid } }
    /// The exit code, or the number of the signal that ended it.
    package var terminationStatus: Int32 { state.withLock { $0.status ?? -1 } }

    package var isRunning: Bool {
        state.withLock { state in
            guard state.status == nil, state.pid > 0 else { return false }
            var word: Int32 = 0
            if waitpid(state.pid, &word, WNOHANG) == state.pid { state.status = Self.status(word) }
            return state.status == nil
        }
    }

    package func start() throws {
        try state.withLock { state in
            var actions = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t()
            posix_spawn_file_actions_init(&actions)
            posix_spawnattr_init(&attributes)
            defer {
                posix_spawn_file_actions_destroy(&actions)
                posix_spawnattr_destroy(&attributes)
            }
            for (place, stream) in [(Int32(0), state.input), (1, state.output), (2, state.errors)] {
                switch stream {
                case .ours: break
                case .nothing: posix_spawn_file_actions_addopen(&actions, place, "/dev/null", O_RDWR, 0)
                case .file(let file): posix_spawn_file_actions_adddup2(&actions, file.fileDescriptor, place)
                case .pipe(let pipe):
                    let end = place == 0 ? pipe.fileHandleForReading : pipe.fileHandleForWriting
                    posix_spawn_file_actions_adddup2(&actions, end.fileDescriptor, place)
                }
            }
            GlibcOnly.closeFrom(&actions, 3)
            if let folder = state.folder { GlibcOnly.changeFolder(&actions, folder.path) }
            // Threads of a pool hold signals back; what is started must hear them.
            var none = sigset_t(), all = sigset_t()
            sigemptyset(&none)
            sigfillset(&all)
            posix_spawnattr_setsigmask(&attributes, &none)
            posix_spawnattr_setsigdefault(&attributes, &all)
            posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
            var words: [UnsafeMutablePointer<CChar>?] = ([state.program.path] + state.arguments).map { strdup($0) } + [nil]
            var settings: [UnsafeMutablePointer<CChar>?] = state.environment.map { strdup("\($0)=\($1)") } + [nil]
            defer { for word in words + settings { free(word) } }
            let code = posix_spawn(&state.pid, state.program.path, &actions, &attributes, &words, &settings)
            guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
            // The other end is the program's alone, so that its end is heard.
            if case .pipe(let pipe) = state.input { try pipe.fileHandleForReading.close() }
            for case .pipe(let pipe) in [state.output, state.errors] { try? pipe.fileHandleForWriting.close() }
        }
    }

    package func terminate() { kill(processIdentifier, SIGTERM) }

    package func waitUntilExit() {
        var word: Int32 = 0
        let pid = processIdentifier
        while isKnownToRun {
            let found = waitpid(pid, &word, 0)
            if found == pid { state.withLock { $0.status = $0.status ?? Self.status(word) } } else if found < 0, errno != EINTR { return }
        }
    }

    private var isKnownToRun: Bool { state.withLock { $0.status == nil && $0.pid > 0 } }

    private static func status(_ word: Int32) -> Int32 { word & 0x7F == 0 ? (word >> 8) & 0xFF : word & 0x7F }
}

/// What the C library has and its Swift module does not show.
private enum GlibcOnly {
    private typealias Actions = UnsafeMutablePointer<posix_spawn_file_actions_t>

    static func closeFrom(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ first: Int32) {
        let call = unsafeBitCast(address("posix_spawn_file_actions_addclosefrom_np"), to: (@convention(c) (Actions, Int32) -> Int32).self)
        _ = call(actions, first)
    }

    static func changeFolder(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ path: String) {
        let call = unsafeBitCast(address("posix_spawn_file_actions_addchdir_np"), to: (@convention(c) (Actions, UnsafePointer<CChar>) -> Int32).self)
        _ = call(actions, path)
    }

    private static func address(_ name: String) -> UnsafeMutableRawPointer {
        guard let found = dlsym(nil, name) else { preconditionFailure("this C library has no \(name)") }
        return found
    }
}
