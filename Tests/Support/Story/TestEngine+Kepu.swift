import App
import Logging
import Storage
package import TestKit

extension TestEngine {
    /// A place with the tables of the whole program, and nothing in them but the regions.
    package func kepuPlace() async throws -> TestPlace {
        try await place(likeAll: "kepu") { place in
            var logger = Logger(label: "template")
            logger.logLevel = .error
            try await Kepu.open(on: try await place.open(), clock: TestTemplates.clock, logger: logger).database.close()
        }
    }
}
