import API
import App
import ArgumentParser
import Foundation
import Jobs
import Kernel
import Logging
import ServiceLifecycle
import Storage
import UnixSignals
import Web

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the public's pages and the desk.",
        discussion: """
            Ends at SIGTERM or SIGINT: what runs is finished first, for 10 seconds at most. Beside a SQLite file a mark (FILE.serving) says
            that it is served, and other commands read it; it goes with the server.
            """)

    @OptionGroup var database: DatabaseOption
    @Option(help: "Address to listen on (KEPU_HOST; default 127.0.0.1)") var host: String?
    @Option(help: "Port (KEPU_PORT; default 8080)") var port: String?
    @Option(name: .customLong("public"), help: "Folder of style sheets and scripts (KEPU_PUBLIC; default Public)") var publicFolder: String?
    @Flag(help: "Browsers reach us over TLS: mark cookies so (KEPU_SECURE=1)") var secure = false
    @Flag(help: "Load the demonstration when the database is empty") var demo = false

    func run() async throws {
        let portText = Setting.port.value(port).text
        guard let portNumber = Int(portText), (0...65535).contains(portNumber) else {
            throw Refusal(.invalid, "port", "端口应为 0 至 65535 的整数，现为“\(portText)”。", "A port is a whole number from 0 to 65535, not “\(portText)”.")
        }
        let folder = Setting.publicFolder.value(publicFolder).text
        guard FileManager.default.fileExists(atPath: folder + "/css/kepu.css") else {
            throw Refusal(
                .invalid, "public", "文件夹 \(folder) 里没有 css/kepu.css。请在项目文件夹中启动，或用 --public 指明。",
                "There is no css/kepu.css in the folder \(folder). Start in the project's folder, or say where it is with --public.")
        }
        let isSecure = try secure || Setting.secure.isOn
        let policy = try Self.policy
        let hostName = Setting.host.value(host).text
        let mark = try ServingMark.take(database.address)
        defer { mark?.release() }
        mark?.write("http://\(hostName):\(portNumber)")
        let kepu = try await database.open(.serve)
        var banner: Phrase?
        if demo { try await Demonstration.load(kepu, ifEmpty: true) }
        if try await Demonstration.isLoaded(kepu) { banner = Demonstration.banner }
        let site = try await kepu.site(
            publicFolder: folder, banner: banner, secure: isSecure, grace: .seconds(1), policy: policy, proxies: Self.proxies)
        let server = site.server(host: hostName, port: portNumber) { bound in
            mark?.write("http://\(hostName):\(bound)")
            Terminal.say(Phrase("科普已启动： http://\(hostName):\(bound)", "Kepu is ready: http://\(hostName):\(bound)"))
        }
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: kepu.jobs), .init(service: server)], gracefulShutdownSignals: [.sigterm, .sigint], logger: kepu.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            await kepu.database.close()
            throw Refusal(
                .unavailable, "serve", "服务器无法运行（\(hostName):\(portNumber)）：\(error)", "The server cannot run on \(hostName):\(portNumber): \(error)")
        }
        await kepu.database.close()
    }

    private static var proxies: Set<String> { Set(Setting.proxies.value(nil).text.split(separator: ",").map { $0.filter { $0 != " " } }) }

    /// How much of the API one address may use, from the settings.
    private static var policy: APIPolicy {
        get throws {
            let rate = Setting.apiRate.value(nil).text
            guard let number = Int(rate), (0...1_000_000).contains(number) else {
                throw Refusal(
                    .invalid, "setting", "KEPU_API_RATE 应为每分钟的请求数，0 至 1000000，0 表示不限，现为“\(rate)”。",
                    "KEPU_API_RATE is a number of requests a minute, 0 to 1000000 (0: no limit), not “\(rate)”.")
            }
            var policy = APIPolicy()
            policy.perMinute = number
            policy.freesLoopback = try Setting.apiLoopback.isOn
            return policy
        }
    }
}
