import App
import ArgumentParser
import Foundation
import Kernel
import Logging
import Storage

/// What every command takes: where the database is, and how loud the log.
struct DatabaseOption: ParsableArguments {
    @Option(help: "sqlite:PATH or postgres://… (KEPU_DATABASE; default sqlite:data/kepu.db)")
    var database: String?

    @Option(help: "Folder of large files (KEPU_FILES; default: files beside the SQLite file, data/files with PostgreSQL)")
    var files: String?

    @Option(help: "trace, debug, info, notice, warning, error or critical (KEPU_LOG_LEVEL; default notice)")
    var logLevel: String?

    var address: String { Setting.database.value(database).text }

    /// The folder in which files of any size lie: what was given, or `files` beside a SQLite file, or `data/files`.
    var filesFolder: String {
        let given = Setting.files.value(files).text
        return given.isEmpty ? Kepu.filesFolder(beside: address) ?? "data/files" : given
    }

    /// How a command stands to the database, and to a server that has the same file open.
    enum Use {
        /// Looks only: the database must be there.
        case look
        /// Changes it and takes everything back. Where it is missing, an empty one stands for it and goes afterwards.
        case plan
        /// The same, holding the writer for as long as its file is.
        case longPlan
        /// Changes it: made where it is missing. Beside a server that is safe, and said.
        case change
        /// Holds the writer for as long as its file is: said too.
        case longChange
        /// Changes what a server read when it started: not while it serves.
        case alone
        /// Serves it.
        case serve
    }

    var logger: Logger {
        get throws {
            let level = try SettingCheck.logLevel(Setting.logLevel.value(logLevel).text)
            var logger = Logger(label: "kepu") { StreamLogHandler.standardError(label: $0) }
            logger.logLevel = level
            return logger
        }
    }

    func open(_ use: Use) async throws -> Kepu {
        let logger = try logger
        guard address != "sqlite:" else {
            throw Refusal(.invalid, "database-address", "sqlite: 后面缺少文件路径，如 sqlite:data/kepu.db。", "sqlite: lacks the path of a file: sqlite:PATH, such as sqlite:data/kepu.db.")
        }
        if case .look = use { try requireFile() }
        if case .serve = use {} else { try await beside(use, logger) }
        return try await Kepu.open(address, secret: try SecretSetting.key, files: filesFolder, logger: logger)
    }

    /// `work` with the address of the database; where there is none, with that of a file in a folder that goes afterwards.
    func withoutMakingOne<R>(_ work: (DatabaseOption) async throws -> R) async throws -> R {
        guard address != "sqlite:", !exists else { return try await work(self) }
        Terminal.remark(
            Phrase("还没有数据库 \(address)，以空库为准；没有新建文件。", "there is no database \(address) yet, so an empty one stands for it; no file is made."))
        let folder = FileManager.default.temporaryDirectory.appending(path: "kepu-plan-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var empty = self
        empty.database = "sqlite:" + folder.appending(path: "kepu.db").path
        return try await work(empty)
    }

    /// Opens, runs `work`, closes: whatever happens.
    func with<R>(_ use: Use, _ work: (Kepu) async throws -> R) async throws -> R {
        switch use {
        case .plan, .longPlan: try await withoutMakingOne { try await $0.opened(use, work) }
        case .look, .change, .longChange, .alone, .serve: try await opened(use, work)
        }
    }

    private func opened<R>(_ use: Use, _ work: (Kepu) async throws -> R) async throws -> R {
        let kepu = try await open(use)
        do {
            let result = try await work(kepu)
            switch use {
            case .change, .longChange, .alone: try await LedgerJobs.sealAll(kepu.database)
            case .look, .plan, .longPlan, .serve: break
            }
            await kepu.database.close()
            return result
        } catch {
            await kepu.database.close()
            throw error
        }
    }

    /// Whether there is a database to look at; always where it is no file.
    var exists: Bool { ServingMark.file(of: address).map { FileManager.default.fileExists(atPath: $0) } ?? true }

    func requireFile() throws {
        guard !exists else { return }
        throw Refusal(
            .unavailable, "no-database", "没有数据库 \(address)。请检查地址；kepu serve 或 kepu database migrate 会新建一个。",
            "There is no database \(address). Check the address; kepu serve or kepu database migrate makes one.")
    }

    /// A server has the same file open: says so and goes on where that is safe, refuses where it is not.
    private func beside(_ use: Use, _ logger: Logger) async throws {
        guard let holder = ServingMark.holder(of: address) else { return }
        guard try await Kepu.pendingMigrations(address, logger: logger).isEmpty else {
            throw Refusal(
                .unavailable, "served-older", "服务器（\(holder)）正在使用这个数据库文件，而本程序要先更新数据表。请先停止服务器。",
                "A server (\(holder)) has this database file open, and this program would bring its tables up to date. Stop the server first.")
        }
        switch use {
        case .look, .plan, .serve: return
        case .change:
            Terminal.remark(
                Phrase(
                    "服务器（\(holder)）正在使用这个数据库文件；更改直接写入文件，服务器立即可见。",
                    "a server (\(holder)) has this database file open; the change is written beside it and seen by it at once."))
        case .longPlan:
            Terminal.remark(
                Phrase(
                    "服务器（\(holder)）正在使用这个数据库文件；试导入期间服务器上的保存要等待，超过 15 秒会提示系统繁忙、没有保存。",
                    "a server (\(holder)) has this database file open. What is saved on the server waits while the import is tried, and after 15 seconds is refused as busy."
                ))
        case .longChange:
            Terminal.remark(
                Phrase(
                    "服务器（\(holder)）正在使用这个数据库文件；导入直接写入文件，期间服务器上的保存要等待，超过 15 秒会提示系统繁忙、没有保存。",
                    "a server (\(holder)) has this database file open; the import is written beside it. What is saved on the server waits meanwhile, and after 15 seconds is refused as busy."
                ))
        case .alone:
            throw Refusal(
                .unavailable, "served", "服务器（\(holder)）正在使用这个数据库文件。请先停止它。",
                "A server (\(holder)) has this database file open. Stop it first.")
        }
    }
}

/// For machines what people read.
struct OutputOption: ParsableArguments {
    @Flag(help: "For machines: JSON, errors too") var json = false
}
