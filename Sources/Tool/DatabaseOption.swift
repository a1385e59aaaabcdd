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

    @Option(help: "trace, debug, info, notice, warning, error (KEPU_LOG_LEVEL; default notice)")
    var logLevel: String?

    var address: String { Setting.database.value(database).text }

    var logger: Logger {
        var logger = Logger(label: "kepu") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: Setting.logLevel.value(logLevel).text) ?? .notice
        return logger
    }

    func open() async throws -> Kepu { try await Kepu.open(address, logger: logger) }

    /// Opens, runs `work`, closes: whatever happens.
    func with<R>(_ work: (Kepu) async throws -> R) async throws -> R {
        let kepu = try await open()
        do {
            let result = try await work(kepu)
            await kepu.database.close()
            return result
        } catch {
            await kepu.database.close()
            throw error
        }
    }
}
