{{%AUTOESCAPE context="HTML"}}
{{! admin/users.tpl: who is in the account. Fed by people_count, one_person, person (rows) with role_name, self, shut_out; searched with wanted; paged, more with after; below; above with overseer (rows): name, email; may_invite; done_removed, done_gone }}
<div class="head">
  <div class="head-text"><h1>People</h1><p class="head-sub">{{#one_person}}One person holds a role{{/one_person}}{{#one_person_not}}{{people_count}} people hold a role{{/one_person_not}} in {{account_name}}.</p></div>
  {{#may_invite}}<div class="head-acts"><a class="btn btn-primary" href="{{root}}/invites"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#user-plus"></use></svg>Invite people</a></div>{{/may_invite}}
</div>
<div class="body stack stack-lg">
  {{#done_removed}}<div class="flash" role="status"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg><p>Removed. What they wrote stays, under their name. An invitation lets them in again.</p></div>{{/done_removed}}
  <form class="flow flow-line" role="search" aria-label="People" method="get" action="{{root}}/users">
    <label class="visually-hidden" for="who">Name or e-mail address</label>
    <input class="form-control grow" id="who" type="search" name="who" value="{{wanted}}" maxlength="128" placeholder="Name or e-mail address" autocomplete="off">
    <button class="btn" type="submit">Find</button>
    {{#searched}}<a class="btn btn-quiet" href="{{root}}/users">Show all</a>{{/searched}}
  </form>
  {{#person_any}}
  <ul class="rows">
    {{#person}}
    <li class="rows-one">
      <div class="rows-text"><p><a class="rows-go" href="{{root}}/users/{{user_id}}"><strong>{{name}}</strong></a>{{#self}} <span class="soft">(you)</span>{{/self}}</p><p class="rows-sub">{{email}}</p></div>
      <div class="rows-end"><p>{{role_name}}</p><p class="rows-sub">{{#shut_out}}Login suspended{{/shut_out}}{{#shut_out_not}}{{#seen_at_set}}Last seen {{seen_at_date}}{{/seen_at_set}}{{#seen_at_set_not}}Not seen yet{{/seen_at_set_not}}{{/shut_out_not}}</p></div>
    </li>
    {{/person}}
  </ul>
  {{/person_any}}
  {{#person_none}}
  <div class="nothing">
    {{#searched}}<h2 class="nothing-title">Nobody of that name</h2><p>Part of a name or of an address is enough.</p>{{/searched}}
    {{#searched_not}}<svg class="nothing-art" viewBox="0 0 144 96" aria-hidden="true"><use href="{{asset}}/art.svg#platform"></use></svg><h2 class="nothing-title">Nobody is in this account yet</h2><p>{{#may_invite}}Invite the first ones.{{/may_invite}}</p>{{/searched_not}}
  </div>
  {{/person_none}}
  {{#more}}<p class="pager"><a class="btn btn-small" href="{{root}}/users?after={{after:url_query_escape}}{{#searched}}&amp;who={{wanted:url_query_escape}}{{/searched}}">More<svg class="icon icon-sm" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#arrow-down"></use></svg></a></p>{{/more}}
  {{#above}}
  <section class="stack" aria-labelledby="above-title">
    <h2 id="above-title">From the parent</h2>
    <p class="soft">Administrators of {{parent_name}} act here as Administrators too. Their role is changed there.</p>
    <ul class="rows">
      {{#overseer}}
      <li class="rows-one"><div class="rows-text"><p><strong>{{name}}</strong></p><p class="rows-sub">{{email}}</p></div><div class="rows-end"><p>Administrator</p><p class="rows-sub">from the parent</p></div></li>
      {{/overseer}}
    </ul>
  </section>
  {{/above}}
  {{#below}}{{#above_not}}<p class="small soft">Administrators of {{parent_name}} can enter this account as Administrators. They are looked after there.</p>{{/above_not}}{{/below}}
</div>
