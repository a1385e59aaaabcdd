import Web

/// Where booking rules are read.
enum RulesRoutes {
    static let routes: [Route] = []
}
