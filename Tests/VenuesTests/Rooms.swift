import People
import TestKit
import Venues

/// The rooms up to this one.
let rooms = TestHouse(People.module, Venues.module)
