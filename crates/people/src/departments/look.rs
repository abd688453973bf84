//! The structure as people look at it.

use std::collections::HashMap;

use base::authz::Area;
use base::org::{self, Department, Membership, Name};
use base::portfolios::queues::{self, Queue};
use base::{Ctx, Result};

/// Departments, who is in them, and their names.
#[derive(Clone, Debug)]
pub struct Look {
    pub departments: Vec<Department>,
    pub members: Vec<Membership>,
    pub names: HashMap<i64, Name>,
    pub queues: Vec<Queue>,
}

impl Look {
    /// Heads first, then deputies, then by name.
    pub fn of(&self, department: i64) -> Vec<(&Membership, &Name)> {
        let inside = self.members.iter().filter(|m| m.department_id == department);
        let mut found: Vec<_> = inside.filter_map(|m| Some((m, self.names.get(&m.person_id)?))).collect();
        found.sort_by(|(a, a_name), (b, b_name)| {
            let order = |m: &Membership| match m.post {
                org::Post::Head => 0,
                org::Post::Deputy => 1,
                org::Post::Member => 2,
            };
            order(a).cmp(&order(b)).then_with(|| a_name.name.cmp(&b_name.name))
        });
        found
    }
}

/// The structure, for who manages people or the settings.
pub async fn look(ctx: &Ctx) -> Result<Look> {
    if !ctx.actor.has(Area::People) {
        ctx.need(Area::Settings)?;
    }
    ctx.read(|tx| {
        let members = org::memberships(tx, None)?;
        let queues = queues::all(tx)?;
        let people = members.iter().map(|m| m.person_id).chain(queues.iter().filter_map(Queue::holder));
        let names = org::names(tx, people.collect::<Vec<i64>>())?;
        Ok(Look { departments: org::departments(tx)?, members, names, queues })
    })
    .await
}
