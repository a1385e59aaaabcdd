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
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Serve the public's pages and the desk.")

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
        let kepu = try await database.open()
        var banner: Phrase?
        if demo { try await Demonstration.load(kepu, ifEmpty: true) }
        if try await Demonstration.isLoaded(kepu) { banner = Demonstration.banner }
        let site = try await kepu.site(
            publicFolder: Setting.publicFolder.value(publicFolder).text, banner: banner,
            secure: secure || Setting.secure.value(nil).text == "1")
        let hostName = Setting.host.value(host).text
        let server = site.server(host: hostName, port: portNumber) { bound in
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
}
