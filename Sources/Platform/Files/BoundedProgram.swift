import CSpawn
import Foundation
import Glibc
import Kernel

/// A program of the system that looks at one file which somebody handed in. It runs in a process and a folder of its own, with limits on
/// time, memory and what it writes, without our open files and surroundings, and few run at once: a file that breaks or starves its reader
/// takes nothing with it.
struct BoundedProgram: Sendable {
    /// Stand among the arguments for the file and for where the answer goes; what a program prints goes there too.
    static let input = "{input}", output = "{output}"

    let name: String
    let arguments: [String]

    /// What a program may use.
    enum Limit {
        static let seconds = 10
        static let memory = 1 << 30
        static let written = 64 << 20
        /// At the same time, and waiting.
        static let programs = 2, waiting = 40
    }

    /// How a program ended.
    struct Ending: Sendable {
        /// The exit code; 128 and the signal's number where it was ended by one.
        let status: Int32
        let output: [UInt8]
        /// The beginning of what it complained of.
        let complaint: String
    }

    private static let queue: OperationQueue = {
        let queue = OperationQueue()
        queue.name = "kepu.files"
        queue.maxConcurrentOperationCount = Limit.programs
        return queue
    }()

    /// Runs the program over the file. Refuses where too many wait already, and where the program is not installed.
    func run(over file: [UInt8]) async throws -> Ending {
        guard Self.queue.operationCount < Limit.waiting else { throw Refusal.filesBusy }
        let ending = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Ending, any Error>) in
            Self.queue.addOperation { continuation.resume(with: Result { try runHere(over: file) }) }
        }
        if ending.status == Self.notInstalled { throw Refusal.fileToolMissing(name) }
        return ending
    }

    /// What `prlimit` says of a program that there is not.
    private static let notInstalled: Int32 = 127

    private func runHere(over file: [UInt8]) throws -> Ending {
        let folder = try PrivateFolder()
        defer { folder.remove() }
        let (input, output, complaint) = (folder.path("input"), folder.path("output"), folder.path("complaint"))
        try Data(file).write(to: URL(filePath: input))
        let words = arguments.map { $0 == Self.input ? input : $0 == Self.output ? output : $0 }
        let pid = try start(Self.limits + [name] + words, output: output, complaint: complaint, folder: folder)
        let status = Self.wait(for: pid)
        let written = (try? Data(contentsOf: URL(filePath: output))).map { Array($0) } ?? []
        let said = (try? Data(contentsOf: URL(filePath: complaint))).map { String(decoding: $0.prefix(4096), as: UTF8.self) } ?? ""
        return Ending(status: status, output: written, complaint: said)
    }

    private static var limits: [String] {
        [
            "prlimit", "--cpu=\(Limit.seconds)", "--as=\(Limit.memory)", "--fsize=\(Limit.written)", "--nofile=64", "--core=0", "--", "setpriv", "--no-new-privs",
            "--",
        ]
    }

    private func start(_ words: [String], output: String, complaint: String, folder: PrivateFolder) throws -> pid_t {
        var actions = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, complaint, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        // Threads of a pool hold signals back; what is started must hear them. A group of its own, so that all of it can be ended.
        var none = sigset_t(), all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        let surroundings = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=\(folder.root)", "TMPDIR=\(folder.root)", "GIO_USE_VFS=local"]
        var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = surroundings.map { strdup($0) } + [nil]
        defer { for word in argv + environment { free(word) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, words[0], &actions, &attributes, &argv, &environment)
        guard code == 0 else { throw code == ENOENT ? Refusal.fileToolMissing(words[0]) : Refusal.filesBusy }
        return pid
    }

    /// Waits, a little longer than its processor time; what still runs then, asleep, is ended with all it started.
    ///
    /// It looks again every few milliseconds, on a thread of its own queue: no call of the system waits for a process and for a time.
    private static func wait(for pid: pid_t) -> Int32 {
        let end = ContinuousClock.now.advanced(by: .seconds(2 * Limit.seconds))
        var (word, pause): (Int32, UInt32) = (0, 2_000)
        while true {
            let found = waitpid(pid, &word, WNOHANG)
            if found == pid { return word & 0x7F == 0 ? (word >> 8) & 0xFF : 128 + (word & 0x7F) }
            if found < 0, errno != EINTR { return 128 }
            if ContinuousClock.now > end { kill(-pid, SIGKILL) }
            usleep(pause)
            pause = min(20_000, pause * 2)
        }
    }
}

/// A folder that only this process's user reads, gone when the work is done.
struct PrivateFolder {
    let root: String

    init() throws {
        // `mkdtemp` fills in the letters and makes the folder for this user alone, in one step.
        var template = Array((FileManager.default.temporaryDirectory.path + "/kepu-file-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw Refusal.filesBusy }
        root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func path(_ name: String) -> String { root + "/" + name }
    func remove() { try? FileManager.default.removeItem(atPath: root) }
}

extension Refusal {
    static let filesBusy = Refusal(
        .unavailable, "files-busy", "正在检查的文件太多，这个文件没有保存。请过一分钟再上传。",
        "Too many files are being looked at; this one was not kept. Send it again in a minute.")

    static func fileToolMissing(_ name: String) -> Refusal {
        Refusal(
            .unavailable, "file-tool-missing", "服务器缺少检查文件所需的程序 \(name)，文件没有保存。请联系管理员安装。",
            "The server lacks \(name), with which files are looked through; nothing was kept. Ask the administrator to install it.")
    }
}
