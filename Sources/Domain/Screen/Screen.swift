import Kernel
package import Rooms

/// The room of the wall screen: a campaign's figures as they come in, for a hall full of people.
package enum Screen {
    package static let module = made { ScreenHall() }

    /// - Parameter hall: made with the site, so that its seats are those of one program.
    static func made(_ hall: @escaping @Sendable () -> ScreenHall) -> Module {
        var module = Module("screen", "大屏", "Wall screen")
        module.panels = ScreenLink.panels
        module.routes = { _ in ScreenRoutes.routes(in: hall()) }
        return module
    }
}
