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
    @Option(help: "The site's public address, for links in mails, certificates and credentials (KEPU_SITE; default: where the server is reached)") var site: String?
    @Flag(help: "Load the demonstration when the database is empty") var demo = false

    func run() async throws {
        let hostName = try SettingCheck.host(Setting.host.value(host).text)
        let portNumber = try SettingCheck.port(Setting.port.value(port).text)
        let folder = try SettingCheck.publicFolder(Setting.publicFolder.value(publicFolder).text)
        let isSecure = try secure || Setting.secure.isOn
        let policy = try Self.policy
        let proxies = try SettingCheck.proxies(Setting.proxies.value(nil).text)
        let address = try SettingCheck.site(Setting.site.value(site).text)
        let settings = try OutboxSetting.settings(site: address ?? "\(isSecure ? "https" : "http")://\(hostName):\(portNumber)")
        try SecretSetting.checkServing(at: hostName, behindProxy: isSecure || !proxies.isEmpty)
        let mark = try await ServingMark.take(database.address)
        defer { mark?.release() }
        mark?.write("http://\(hostName):\(portNumber)")
        let kepu = try await database.open(.serve)
        var banner: Phrase?
        if demo { try await Demonstration.load(kepu, ifEmpty: true) }
        if try await Demonstration.isLoaded(kepu) { banner = Demonstration.banner }
        let site = try await kepu.site(
            publicFolder: folder, banner: banner, secure: isSecure, grace: .seconds(1), policy: policy, proxies: proxies, address: address)
        let server = site.server(host: hostName, port: portNumber) { bound in
            mark?.write("http://\(hostName):\(bound)")
            Terminal.say(Phrase("科普已启动： http://\(hostName):\(bound)", "Kepu is ready: http://\(hostName):\(bound)"))
        }
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: kepu.jobs), .init(service: kepu.followers), .init(service: kepu.outbox(settings)), .init(service: server)], gracefulShutdownSignals: [.sigterm, .sigint], logger: kepu.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            await kepu.database.close()
            throw ServerFailure.refusal(for: error, host: hostName, port: portNumber)
        }
        await kepu.database.close()
    }

    /// How much of the API one address may use, from the settings.
    private static var policy: APIPolicy {
        get throws {
            var policy = APIPolicy()
            policy.perMinute = try SettingCheck.apiRate(Setting.apiRate.value(nil).text)
            policy.freesLoopback = try Setting.apiLoopback.isOn
            return policy
        }
    }
}
