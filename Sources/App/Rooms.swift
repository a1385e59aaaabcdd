import Activities
import Ballots
import Bookings
import Campaigns
import Door
import Calls
import CloudHall
import Commendations
import Exhibits
import Feedback
import Figures
import JointActions
import MobileFacilities
import Participation
import People
import Plans
import Portal
import Resources
package import Rooms
import Rounds
import Screen
import Talks
import Venues
import WorkingVisits

extension House {
    /// All rooms, in their order: each may know those before it.
    package static let kepu = House([
        People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Bookings.module, Door.module, Ballots.module, Feedback.module, CloudHall.module, Figures.module, Commendations.module, Calls.module, Resources.module, Exhibits.module, Rounds.module, Talks.module, MobileFacilities.module, JointActions.module, Plans.module, WorkingVisits.module, Screen.module, Portal.module,
    ])
}
